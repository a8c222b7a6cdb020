#include "server/mock/registration.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/page.h"
#include "server/mock/panelists.h"
#include "server/mock/registrant_json.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/event_body.h"
#include "server/zoom/email.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

/// What is refused in other words for a webinar, by other codes.
struct RegistrationReplies {
  std::string_view none;  ///< there is no registration
  std::string_view full;
};

RegistrationReplies replies_for(const Meeting& meeting) {
  if (meeting.kind == MeetingKind::kWebinar) {
    return {.none = "webinar-without-registration", .full = "webinar-attendees-full"};
  }
  return {.none = "registration-not-enabled", .full = "registrants-full"};
}

/// Assumed: only what is scheduled once, at a time, can be over.
bool is_past(const Meeting& meeting, const Call& call, const Session& session) {
  const auto type = number_of(meeting, "type");
  const bool is_scheduled =
      (type == 2 || type == 5) && find_detail(meeting.details, "start_time") != nullptr;
  return is_scheduled && is_over(meeting, session, call.now);
}

/// Whoever the call wants to add may be added.
std::optional<Verdict> check_registration(const Call& call, const Meeting& meeting,
                                          const Session& session) {
  const auto named = meeting_name(call);
  if (!has_registration(meeting)) return no_registration(call, meeting);
  if (is_past(meeting, call, session)) {
    return refused(call, "registration-over", named + " is over");
  }
  const auto& email = call.form.find("email")->value;
  if (is_same_email(email, session.world().user(meeting.host.id).email)) {
    return refused(call, "host-cannot-register", "the address is that of the host of " + named);
  }
  if (meeting.kind == MeetingKind::kWebinar && find_panelist(meeting, email) != nullptr) {
    return refused(call, "webinar-registrant-is-panelist",
                   "the address is that of a panelist of " + named);
  }
  return std::nullopt;
}

RegistrantStatus first_status(const Call& call, const Meeting& meeting) {
  constexpr std::string_view kWaiver = "auto_approve";
  const bool is_known = find_rule(call.route.operation->fields, kWaiver) != nullptr;
  const auto* const field = is_known ? call.form.find(kWaiver) : nullptr;
  const bool is_manual = number_of(meeting, "settings.approval_type") == 1;
  const bool is_waived = field != nullptr && field->value == "true";
  return is_manual && !is_waived ? RegistrantStatus::kPending : RegistrantStatus::kApproved;
}

struct Decision {
  RegistrantStatus status;
  const char* event;
};

Decision decision_of(std::string_view action) {
  if (action == "approve") return {RegistrantStatus::kApproved, "registration_approved"};
  if (action == "deny") return {RegistrantStatus::kDenied, "registration_denied"};
  return {RegistrantStatus::kCancelled, "registration_cancelled"};
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

Verdict add_registrant(const Call& call, Session& session) {
  const auto& id = call.route.id;
  const auto meeting = meeting_of(call, session);
  if (auto refusal = check_registration(call, meeting, session)) return *refusal;
  Registrant wanted{.email = call.form.find("email")->value,
                    .details = details_in(call.form, registrant_fields()),
                    .status = first_status(call, meeting),
                    .created = call.now,
                    .day = std::chrono::floor<std::chrono::days>(call.now)};
  switch (session.world().add_registrant(id, wanted, {call.seed, session.name()})) {
    case Registering::kDone:
      announce(call,
               {.event = event_of(meeting.kind, "registration_created"), .registrant = wanted.id});
      return created(call, registration_json(id, meeting, wanted, session));
    case Registering::kTooOften:
      return refused(call, "registrant-added-too-often",
                     "this address was added " + std::to_string(Registrants::kMostAddsADay) +
                         " times today, by the session's clock and in UTC");
    case Registering::kMeetingFull:
      return refused(call, replies_for(meeting).full,
                     meeting_name(call) + " has room for " +
                         std::to_string(meeting.max_registrants) + " registrants");
    case Registering::kSessionFull:
      break;
  }
  return session_full(call);
}

Verdict list_registrants(const Call& call, const Session& session) {
  const auto& id = call.route.id;
  const auto kind = meeting_of(call, session).kind;
  const auto status = query_value(call, "status");
  auto all = session.world().registrants(id);
  std::erase_if(all, [&](const Registrant& registrant) {
    return registrant_status_name(registrant.status) != status;
  });
  return page_of(call, session, {"registrants", all.size()},
                 [&](std::size_t place) { return registrant_item(id, all[place], kind, session); });
}

Verdict decide_registrants(const Call& call, Session& session) {
  const auto& id = call.route.id;
  const auto kind = meeting_of(call, session).kind;
  const auto decision = decision_of(call.form.find("action")->value);
  auto& world = session.world();
  std::size_t absent = 0;
  if (const auto* const list = call.form.json_at("registrants")) {
    for (const auto& item : list->items) {
      const auto known = world.registrant(id, name_in(item));
      if (!known) ++absent;
      if (!known || known->status == decision.status) continue;
      if (!world.change_registrant(id, known->id, decision.status)) return session_full(call);
      announce(call, {.event = event_of(kind, decision.event), .registrant = known->id});
    }
  }
  auto verdict = done(call);
  if (absent > 0) {
    verdict.explanation.notes.push_back(std::to_string(absent) +
                                        " of the registrants are none of " + meeting_name(call));
  }
  return verdict;
}

Verdict no_registration(const Call& call, const Meeting& meeting) {
  return refused(call, replies_for(meeting).none,
                 meeting_name(call) +
                     " has no registration: its settings.approval_type is neither 0 nor 1, or its "
                     "type is 3");
}

std::optional<Registrant> registrant_of(const Call& call, const Session& session) {
  auto known = session.world().registrant(call.route.id, call.route.item);
  const bool is_there =
      known && known->id == call.route.item && known->status != RegistrantStatus::kCancelled;
  return is_there ? std::move(known) : std::nullopt;
}

Verdict no_registrant(const Call& call) {
  return refused(call, "registrant-id-invalid",
                 meeting_name(call) + " has no registrant " + masked(call.route.item));
}

}  // namespace zoom_mock
