#include "server/commands/support_table.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "server/commands/reply_causes.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kTitle = "# What is supported\n\n";

constexpr std::string_view kGenerated =
    "This file is what `zoom-mock replies --format md` prints: `make golden` writes it, and a "
    "test compares it whole.\n\n";

constexpr std::string_view kLegend =
    R"(Every answer of each operation, how far it can be trusted, and what leads to it.

- **Profiles**: where sources disagree, a scenario's `"profile"` decides. *the same*: they say the same.
- **Provenance** of status and message, in profile documented / current where it differs. *documented*: in Zoom's published
  text; *observed*: seen in logs, issue reports or recorded fixtures; *assumed*: our choice, no source says it. `zoom-mock
  replies` names the source of each.
- **What leads to it** is what a scenario says, or a request does. Facts about a meeting, `"meetings": { "ID": { … } }`, can
  be changed in one session of a running server, too: `PATCH /__admin/meetings/ID?session=…` takes the object. Besides, each
  answer that has a name in the catalogue can be had by it, from a stub of a scenario or of `POST /__admin/stubs`:
  `{ "when": { "operation": "ID" }, "reply": "NAME" }`.

)";

constexpr std::string_view kNoOperations = R"(
## What belongs to no operation alone

)";

std::string in_code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string in_code(std::span<const std::string_view> texts) {
  std::string list;
  for (const auto text : texts) list += (list.empty() ? "" : ", ") + in_code(text);
  return list;
}

std::string heading_of(std::string_view id, std::string_view method, std::string_view path) {
  return "\n## " + std::string(id) + "\n\n" +
         in_code(std::string(method) + " " + std::string(path)) + ". ";
}

std::string origin_of(Provenance provenance, std::string_view source) {
  return "Source, " + std::string(provenance_name(provenance)) + ": " + std::string(source) +
         ".\n\n";
}

std::string code_of(const CatalogueReply& reply) {
  if (!reply.error.empty()) return in_code(reply.error);
  return reply.code == 0 ? std::string() : std::to_string(reply.code);
}

std::string worded(const Wording& wording) {
  auto text = std::to_string(wording.status);
  if (!wording.message.empty()) text += " " + in_code(wording.message);
  return text;
}

/// A cell of the table for each profile that is shown.
std::string wordings_of(const CatalogueReply& reply, const ReplySelection& selection) {
  if (selection.profile) return worded(reply.wording(*selection.profile));
  return worded(reply.documented) + " | " +
         (reply.differs() ? worded(reply.current) : std::string("the same"));
}

std::string provenance_of(const CatalogueReply& reply, const ReplySelection& selection) {
  std::string text;
  for (const auto profile : selection.profiles()) {
    const auto name = provenance_name(reply.wording(profile).provenance);
    if (text == name) continue;
    text += (text.empty() ? "" : " / ") + std::string(name);
  }
  return text;
}

std::string table_of(const std::vector<CatalogueReply>& replies, std::string_view operation,
                     const ReplySelection& selection) {
  std::string text = "| answer | code |";
  for (const auto profile : selection.profiles()) {
    text += " in profile " + std::string(profile_name(profile)) + " |";
  }
  text += " provenance | what leads to it |\n|---|---|---|---|---|";
  text += selection.profile ? "\n" : "---|\n";
  for (const auto& reply : replies) {
    text += "| " + in_code(reply.name) + " | " + code_of(reply) + " | " +
            wordings_of(reply, selection) + " | " + provenance_of(reply, selection) + " | " +
            std::string(cause_of(reply.name, operation)) + " |\n";
  }
  return text;
}

/// Writes the sections, and remembers which replies they had.
class SupportTable {
 public:
  explicit SupportTable(const ReplySelection& selection) : selection_(selection) {}

  void add(const Operation& operation) {
    add_section(operation.id,
                heading_of(operation.id, operation.method, operation.path) +
                    "Rate limit label: " + std::string(label_name(operation.label)) +
                    ". One of these scopes is enough: " + in_code(operation.scopes) + ". " +
                    origin_of(operation.provenance, operation.source),
                answers_of(operation));
  }

  void add(const SiteOperation& operation) {
    add_section(operation.id,
                heading_of(operation.id, operation.method, operation.path) +
                    origin_of(operation.provenance, operation.source),
                answers_of(operation));
  }

  void add_rest() {
    std::vector<CatalogueReply> rest(catalogue().begin(), catalogue().end());
    std::erase_if(rest, [&](const CatalogueReply& reply) { return had_.contains(reply.name); });
    add_section({}, std::string(kNoOperations), std::move(rest));
  }

  std::string text() && { return std::move(text_); }

 private:
  /// Nothing when no reply of it is shown.
  void add_section(std::string_view operation, std::string_view head,
                   std::vector<CatalogueReply> replies) {
    for (const auto& reply : replies) had_.insert(reply.name);
    std::erase_if(replies,
                  [&](const CatalogueReply& reply) { return !selection_.includes(reply); });
    if (!replies.empty()) text_.append(head).append(table_of(replies, operation, selection_));
  }

  const ReplySelection& selection_;
  std::set<std::string_view> had_;
  std::string text_;
};

}  // namespace

std::string support_table(const ReplySelection& selection) {
  SupportTable table(selection);
  for (const auto& operation : operations()) table.add(operation);
  for (const auto& operation : site_operations()) table.add(operation);
  table.add_rest();
  std::string head(kTitle);
  if (selection.is_whole()) head += kGenerated;
  return head.append(kLegend) + provenance_counts(selection) + "\n" + std::move(table).text();
}

}  // namespace zoom_mock
