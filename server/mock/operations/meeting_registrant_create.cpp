#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registration.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

/// Source: documented, S25: `auto_approve` counts where somebody else has to approve.
RegistrantStatus first_status(const Call& call, const Meeting& meeting) {
  const auto* const field = call.form.find("auto_approve");
  const bool is_manual =
      number_of(meeting.details, meeting_fields(), "settings.approval_type") == 1;
  const bool is_waived = field != nullptr && field->value == "true";
  return is_manual && !is_waived ? RegistrantStatus::kPending : RegistrantStatus::kApproved;
}

}  // namespace

/// "Add a meeting registrant": 201, and for the same address the same registrant.
///
/// Source: documented, S25; observed, that who is known is no error, three times a day in UTC.
Verdict meeting_registrant_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto meeting = session.meeting(id);
  if (auto refusal = check_registration(call, meeting, session)) return *refusal;
  Registrant wanted{.email = call.form.find("email")->value,
                    .details = details_in(call.form, registrant_fields()),
                    .status = first_status(call, meeting),
                    .created = call.now,
                    .day = std::chrono::floor<std::chrono::days>(call.now)};
  switch (session.world().add_registrant(id, wanted, {call.seed, session.name()})) {
    case Registering::kDone:
      return created(call, registration_json(id, meeting, wanted, session));
    case Registering::kTooOften:
      return refused(call, "registrant-added-too-often",
                     "this address was added " + std::to_string(Registrants::kMostAddsADay) +
                         " times today, by the session's clock and in UTC");
    case Registering::kMeetingFull:
      return refused(call, "registrants-full",
                     "meeting " + id + " has room for " + std::to_string(meeting.max_registrants) +
                         " registrants");
    case Registering::kSessionFull:
      break;
  }
  return session_full(call);
}

}  // namespace zoom_mock
