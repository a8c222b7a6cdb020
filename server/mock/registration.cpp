#include "server/mock/registration.h"

#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPersonalTokenLetters = 43;
constexpr std::size_t kPinDigits = 6;

/// Assumed: only what is scheduled once, at a time, can be over.
bool is_past(const Meeting& meeting, const Call& call, const Session& session) {
  const auto& details = meeting.details;
  const bool is_scheduled = number_of(details, meeting_fields(), "type") == 2 &&
                            find_detail(details, "start_time") != nullptr;
  return is_scheduled && is_over(meeting, session, call.now);
}

void add_access(Json& body, std::string_view meeting, const Registrant& registrant) {
  if (registrant.status != RegistrantStatus::kApproved) return;
  body["join_url"] = personal_url(meeting, registrant);
  body["participant_pin_code"] =
      whole_number_in("1" + derived_digits("pin", registrant.id, kPinDigits - 1)).value_or(0);
}

}  // namespace

std::optional<Verdict> check_registration(const Call& call, const Meeting& meeting,
                                          const Session& session) {
  const auto named = "meeting " + call.route.id;
  if (!has_registration(meeting)) {
    return refused(call, "registration-not-enabled",
                   named +
                       " has no registration: its settings.approval_type is neither 0 nor 1, "
                       "or its type is 3");
  }
  if (is_past(meeting, call, session)) {
    return refused(call, "registration-over", named + " is over");
  }
  if (call.form.find("email")->value == session.world().user(meeting.host.id).email) {
    return refused(call, "host-cannot-register", "the address is that of the host of " + named);
  }
  return std::nullopt;
}

std::string personal_url(std::string_view meeting, const Registrant& registrant) {
  return std::string(kSite) + "/w/" + std::string(meeting) +
         "?tk=" + derived_text("tk", registrant.id, kPersonalTokenLetters);
}

Json registrant_item(std::string_view meeting, const Registrant& registrant) {
  Json item = {{"id", registrant.id}};
  show_details(item, registrant.details, registrant_fields());
  item["status"] = registrant_status_name(registrant.status);
  item["create_time"] = to_iso8601(registrant.created);
  add_access(item, meeting, registrant);
  return item;
}

Json registration_json(std::string_view meeting, const Meeting& facts, const Registrant& registrant,
                       const Session& session) {
  Json body = {{"id", whole_number_in(meeting).value_or(0)},
               {"registrant_id", registrant.id},
               {"topic", text_of(facts.details, meeting_fields(), "topic")},
               {"start_time", to_iso8601(start_of(facts, session))}};
  add_access(body, meeting, registrant);
  return body;
}

}  // namespace zoom_mock
