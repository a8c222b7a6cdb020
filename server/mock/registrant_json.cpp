#include "server/mock/registrant_json.h"

#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPersonalTokenLetters = 43;
constexpr std::size_t kPinDigits = 6;

void add_access(Json& body, std::string_view meeting, const Registrant& registrant,
                MeetingKind kind) {
  if (registrant.status != RegistrantStatus::kApproved) return;
  body["join_url"] = personal_url(meeting, registrant.id);
  if (kind == MeetingKind::kWebinar) return;
  body["participant_pin_code"] =
      whole_number_in("1" + derived_digits("pin", registrant.id, kPinDigits - 1)).value_or(0);
}

}  // namespace

std::string personal_url(std::string_view meeting, std::string_view id) {
  return std::string(kSite) + "/w/" + std::string(meeting) +
         "?tk=" + derived_text("tk", id, kPersonalTokenLetters);
}

Json registrant_item(std::string_view meeting, const Registrant& registrant, MeetingKind kind,
                     const Session& session) {
  Json item = {{"id", registrant.id}};
  show_details(item, registrant.details, registrant_fields());
  item["status"] = registrant_status_name(registrant.status);
  item["create_time"] = to_iso8601(registrant.created.value_or(session.opened()));
  add_access(item, meeting, registrant, kind);
  return item;
}

Json registration_json(std::string_view id, const Meeting& meeting, const Registrant& registrant,
                       const Session& session) {
  Json body = {{"id", whole_number_in(id).value_or(0)},
               {"registrant_id", registrant.id},
               {"topic", text_of(meeting, "topic")},
               {"start_time", to_iso8601(start_of(meeting, session))}};
  add_access(body, id, registrant, meeting.kind);
  return body;
}

}  // namespace zoom_mock
