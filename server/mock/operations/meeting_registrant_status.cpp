#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

namespace {

RegistrantStatus status_after_action(std::string_view action) {
  if (action == "approve") return RegistrantStatus::kApproved;
  return action == "deny" ? RegistrantStatus::kDenied : RegistrantStatus::kCancelled;
}

/// The id of an item of the list, or the address; empty: it has neither.
std::string name_in(const JsonNode& item) {
  for (const std::string_view key : {"id", "email"}) {
    const auto* const value = item.value_of(key);
    if (value != nullptr && value->is_string()) return value->text;
  }
  return {};
}

}  // namespace

/// "Update registrant's status": 204. Assumed: who is not there is passed over, with a note.
///
/// Source: documented, S25.
Verdict meeting_registrant_status(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto status = status_after_action(call.form.find("action")->value);
  std::size_t absent = 0;
  if (const auto* const list = call.form.json_at("registrants")) {
    for (const auto& item : list->items) {
      if (!session.world().change_registrant(call.route.id, name_in(item), status)) ++absent;
    }
  }
  auto verdict = done(call);
  if (absent > 0) {
    verdict.explanation.notes.push_back(std::to_string(absent) +
                                        " of the registrants are none of this meeting's");
  }
  return verdict;
}

}  // namespace zoom_mock
