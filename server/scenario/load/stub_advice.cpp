#include "server/scenario/load/stub_advice.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/scenario/placeholder.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostNamed = 3;

/// The replies of Zoom's that have this status, and a body.
std::vector<std::string> replies_of_zoom(int status) {
  std::vector<std::string> names;
  for (const auto& reply : catalogue()) {
    const auto has_status = [&](Profile profile) {
      const auto& wording = reply.wording(profile);
      return wording.status == status && wording.provenance != Provenance::kAssumed;
    };
    const bool is_it = has_status(Profile::kDocumented) || has_status(Profile::kCurrent);
    if (is_it && reply.code != 0) names.push_back("\"" + std::string(reply.name) + "\"");
  }
  return names;
}

std::string alternatives(const std::vector<std::string>& names) {
  if (names.size() > kMostNamed) return "one of those that `zoom-mock replies` lists";
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " or ") + name;
  return text;
}

void check_body(const Reply& reply, const JsonNode& node, ProblemSink& sink) {
  if (!reply.use.empty() || !reply.status || reply.body) return;
  if (*reply.status / 100 == 2) return;  // most successes are no replies of the catalogue
  const auto names = replies_of_zoom(*reply.status);
  if (names.empty()) return;
  const auto* const status = node.find("status");
  sink.warning(status == nullptr ? node.span : status->value.span,
               "a " + std::to_string(*reply.status) + " with an empty body, which Zoom's is not",
               "Zoom's is " + alternatives(names) + R"(; "text": "" says that none is meant)");
}

/// Whether a path can match both patterns.
bool overlap(std::string_view left, std::string_view right) {
  while (left.starts_with('/') && right.starts_with('/')) {
    const auto one = left.substr(0, left.find('/', 1));
    const auto other = right.substr(0, right.find('/', 1));
    if (one != other && !one.starts_with("/{") && !other.starts_with("/{")) return false;
    left.remove_prefix(one.size());
    right.remove_prefix(other.size());
  }
  return left.empty() && right.empty();
}

/// The operations that a stub may be about; none: it is for a path of its own.
std::vector<const Operation*> operations_of(const When& when) {
  std::vector<const Operation*> about;
  for (const auto& operation : operations()) {
    if (when.operation && operation.id != *when.operation) continue;
    if (when.method && operation.method != *when.method) continue;
    if (when.path && !overlap(operation.path, *when.path)) continue;
    about.push_back(&operation);
  }
  return about;
}

/// Warns of fields that no operation of a stub has.
class FieldCheck {
 public:
  FieldCheck(const std::vector<const Operation*>& about, ProblemSink& sink) : sink_(sink) {
    for (const auto* const operation : about) {
      for (const auto& field : operation->fields) names_.emplace_back(field.name);
    }
    who_ = about.size() == 1 ? std::string(about.front()->id) : "no operation";
    verb_ = about.size() == 1 ? " has no field " : " has a field ";
  }

  void look_at(std::string_view name, Span span) {
    if (std::ranges::find(names_, name) != names_.end()) return;
    sink_.warning(span, who_ + verb_ + "\"" + std::string(name) + "\"",
                  names_.empty() ? "it has no fields" : suggestion_hint(name, names_));
  }

  /// The placeholders of a text that is written somewhere in `span`; each name once.
  void look_into(std::string_view text, Span span) {
    for (const auto& placeholder : placeholders_in(text)) {
      if (!placeholder.name.starts_with(kFieldPlaceholder)) continue;
      if (!seen_.emplace(placeholder.name, span.offset).second) continue;
      const auto braced = "{" + placeholder.name + "}";
      const auto at = sink_.written(span).find(braced);
      look_at(std::string_view(placeholder.name).substr(kFieldPlaceholder.size()),
              at == std::string_view::npos ? span : Span{span.offset + at, braced.size()});
    }
  }

 private:
  ProblemSink& sink_;
  std::vector<std::string> names_;
  std::string who_;
  std::string verb_;
  std::set<std::pair<std::string, std::size_t>> seen_;
};

/// Clients that are right ask for it elsewhere.
void check_version(const When& when, const JsonNode& conditions, ProblemSink& sink) {
  const auto meant = when.path ? with_missing_version(*when.path) : std::nullopt;
  if (!meant) return;
  sink.warning(conditions.find("path")->value.span, "a path of Zoom's API begins with /v2",
               "did you mean \"" + *meant + "\"?");
}

/// An operation has one method and one path.
void check_endpoint(const When& when, const JsonNode& conditions, ProblemSink& sink) {
  const auto* const operation = when.operation ? find_operation(*when.operation) : nullptr;
  if (operation == nullptr) return;
  const auto never = [&](const char* key) {
    sink.warning(conditions.find(key)->value.span, "no request can meet this and \"operation\"",
                 std::string(operation->id) + " is " + std::string(operation->method) + " " +
                     std::string(operation->path));
  };
  if (when.method && *when.method != operation->method) never("method");
  if (when.path && !overlap(operation->path, *when.path)) never("path");
}

}  // namespace

void advise(const Stub& stub, const JsonNode& node, ProblemSink& sink) {
  const auto* const when = node.find("when");
  if (when != nullptr) {
    check_endpoint(stub.when, when->value, sink);
    check_version(stub.when, when->value, sink);
  }
  const auto about = operations_of(stub.when);
  FieldCheck fields(about, sink);
  if (!about.empty() && when != nullptr) {
    if (const auto* const named = when->value.find("fields")) {
      for (const auto& member : named->value.members) fields.look_at(member.key, member.key_span);
    }
  }
  const auto* const said = node.find("reply");
  for (std::size_t i = 0; i < stub.replies.size(); ++i) {
    const auto& reply = stub.replies[i];
    const auto& written = said->value.is_array() ? said->value.items[i] : said->value;
    check_body(reply, written, sink);
    if (about.empty()) continue;
    if (reply.body) fields.look_into(*reply.body, written.span);
    for (const auto& header : reply.headers) fields.look_into(header.value, written.span);
  }
}

}  // namespace zoom_mock
