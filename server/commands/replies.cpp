#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>

#include "server/commands/commands.h"
#include "server/commands/support_table.h"

namespace zoom_mock {

namespace {

using nlohmann::ordered_json;

constexpr int kNameWidth = 30;

void print(const CatalogueReply& reply, Profile profile, std::string_view name, std::ostream& out) {
  const auto& wording = reply.wording(profile);
  out << std::left << std::setw(kNameWidth) << name << wording.status << "  " << std::right
      << std::setw(4) << (reply.code == 0 ? "-" : std::to_string(reply.code)) << "  " << std::left
      << std::setw(12) << provenance_name(wording.provenance)
      << (wording.message.empty() ? "(no body)" : wording.message) << "\n"
      << std::string(kNameWidth, ' ') << wording.source << "\n";
}

void print_text(const ReplySelection& selection, std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << "reply"
      << "http  code  provenance  message, source\n";
  for (const auto& [reply, operation] : listed_replies(selection)) {
    if (!operation.empty()) out << reply.name << " of " << operation << "\n";
    const auto name = operation.empty() ? reply.name : std::string_view();
    print(reply, selection.profile.value_or(Profile::kDocumented), name, out);
    if (selection.profile || !reply.differs()) continue;
    print(reply, Profile::kCurrent, "  in profile current", out);
  }
  out << provenance_counts(selection) << "\n";
}

void add_wordings(const CatalogueReply& reply, const ReplySelection& selection,
                  ordered_json& object) {
  for (const auto profile : selection.profiles()) {
    const auto& [status, message, provenance, source] = reply.wording(profile);
    object[std::string(profile_name(profile))] = {{"status", status},
                                                  {"message", message},
                                                  {"provenance", provenance_name(provenance)},
                                                  {"source", source}};
  }
}

ordered_json json_of(const CatalogueReply& reply, const std::vector<ListedReply>& wordings,
                     const ReplySelection& selection) {
  ordered_json object = {{"name", reply.name}};
  object["code"] = reply.code == 0 ? ordered_json() : ordered_json(reply.code);
  object["error"] = reply.error.empty() ? ordered_json() : ordered_json(reply.error);
  add_wordings(reply, selection, object);
  auto& own = object["operations"] = ordered_json::array();
  for (const auto& [reworded, operation] : wordings) {
    ordered_json wording = {{"operation", operation}};
    add_wordings(reworded, selection, wording);
    own.push_back(std::move(wording));
  }
  return object;
}

void print_json(const ReplySelection& selection, std::ostream& out) {
  auto list = ordered_json::array();
  for (const auto& reply : catalogue()) {
    const auto wordings = operations_wordings(reply, selection);
    if (!selection.includes(reply) && wordings.empty()) continue;
    list.push_back(json_of(reply, wordings, selection));
  }
  out << list.dump(2) << "\n";
}

}  // namespace

int list_replies(const RepliesOptions& options, std::ostream& out) {
  switch (options.format) {
    case RepliesFormat::kText:
      print_text(options.selection, out);
      break;
    case RepliesFormat::kJson:
      print_json(options.selection, out);
      break;
    case RepliesFormat::kMarkdown:
      out << support_table(options.selection);
      break;
  }
  return kDone;
}

}  // namespace zoom_mock
