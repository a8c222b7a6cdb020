#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/meeting_json.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kAttendees = "attendees";
constexpr std::size_t kMostNameBytes = 64;
constexpr std::size_t kLinkLetters = 43;

bool is_flag(const JsonNode* node) { return node == nullptr || node->is_boolean(); }

/// Source: documented, S25: the members, and that a name has 64 characters at most.
bool is_attendee(const JsonNode& item) {
  const auto* const name = item.value_of("name");
  return name != nullptr && name->is_string() && name->text.size() <= kMostNameBytes &&
         is_flag(item.value_of("disable_audio")) && is_flag(item.value_of("disable_video"));
}

Verdict no_attendee(const Call& call, std::size_t place) {
  auto verdict = refused(call, "validation-failed",
                         "item " + std::to_string(place) +
                             " of the attendees is none: each has a \"name\" of at most " +
                             std::to_string(kMostNameBytes) +
                             " bytes, and \"disable_audio\" and \"disable_video\" are flags",
                         Violations(Violation::kFieldValueUnknown));
  verdict.field_errors.push_back({std::string(kAttendees), "Invalid field."});
  return verdict;
}

}  // namespace

/// "Create a meeting's invite links": 201 with a link for each name, a new one each time. Assumed:
/// who sends no attendees gets no links, and links are good for longer than their `ttl`.
///
/// Source: documented, S25.
Verdict meeting_invite_links_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  auto links = nlohmann::ordered_json::array();
  if (const auto* const list = call.form.json_at(kAttendees)) {
    const auto wrong = std::ranges::find_if_not(list->items, is_attendee);
    if (wrong != list->items.end()) {
      return no_attendee(call, static_cast<std::size_t>(wrong - list->items.begin()));
    }
    const auto begin = std::string(kSite) + "/w/" + call.route.id + "?tk=";
    for (const auto& item : list->items) {
      const auto token = new_secret(call, session, "invite link", kLinkLetters);
      links.push_back({{"join_url", begin + token}, {"name", item.value_of("name")->text}});
    }
  }
  return created(call, {{kAttendees, links}});
}

}  // namespace zoom_mock
