#include "server/mock/meeting_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/base/date_time.h"
#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPasswordLetters = 30;
constexpr std::size_t kStartTokenLetters = 43;

std::string created_at(const Meeting& meeting, const Session& session) {
  return to_iso8601(meeting.created.value_or(session.opened()));
}

std::string start_time(const Meeting& meeting, const Session& session) {
  return to_iso8601(start_of(meeting, session));
}

std::uint64_t number_in_id(std::string_view id) { return whole_number_in(id).value_or(0); }

std::string password_of(const Meeting& meeting) {
  return text_of(meeting.details, meeting_fields(), "password");
}

/// Source: observed, fixtures of 2024: 30 letters and a suffix, the suffix alone without a
/// passcode.
std::string encrypted_password(std::string_view id, const std::string& password) {
  if (password.empty()) return ".1";
  return derived_text("pwd " + password, id, kPasswordLetters) + ".1";
}

std::string join_url(std::string_view id, const Meeting& meeting) {
  const auto password = password_of(meeting);
  auto url = std::string(kSite) + "/j/" + std::string(id);
  return password.empty() ? url : url + "?pwd=" + encrypted_password(id, password);
}

}  // namespace

bool has_registration(const Meeting& meeting) {
  return number_of(meeting.details, meeting_fields(), "settings.approval_type") != 2 &&
         number_of(meeting.details, meeting_fields(), "type") != 3;
}

Clock::TimePoint start_of(const Meeting& meeting, const Session& session) {
  const auto written = text_of(meeting.details, meeting_fields(), "start_time");
  const auto time = read_date_time(written);
  return time ? time->local : meeting.created.value_or(session.opened());
}

bool is_over(const Meeting& meeting, const Session& session, Clock::TimePoint now) {
  const std::chrono::minutes duration{number_of(meeting.details, meeting_fields(), "duration")};
  return !meeting.started && start_of(meeting, session) + duration < now;
}

Json meeting_json(const Call& call, std::string_view id, const Meeting& meeting,
                  const Session& session) {
  const auto password = password_of(meeting);
  const auto zak = derived_text("zak " + call.request_id, id, kStartTokenLetters);
  Json body = {{"uuid", uuid_of(id)},
               {"id", number_in_id(id)},
               {"host_id", meeting.host.id},
               {"host_email", session.world().user(meeting.host.id).email},
               {"status", meeting.started ? "started" : "waiting"}};
  show_details(body, meeting.details, meeting_fields());
  body["start_time"] = start_time(meeting, session);
  body["created_at"] = created_at(meeting, session);
  body["start_url"] = std::string(kSite) + "/s/" + std::string(id) + "?zak=" + zak;
  body["join_url"] = join_url(id, meeting);
  if (has_registration(meeting)) {
    body["registration_url"] = std::string(kSite) + "/meeting/register/" +
                               derived_text("register", id, kStartTokenLetters);
  }
  body["password"] = password;
  const bool is_number = std::ranges::all_of(password, [](char c) { return c >= '0' && c <= '9'; });
  body["h323_password"] = is_number ? password : derived_digits("h323", id, 6);
  body["pstn_password"] = body["h323_password"];
  body["encrypted_password"] = encrypted_password(id, password);
  return body;
}

Json meeting_item(std::string_view id, const Meeting& meeting, const Session& session) {
  Json item = {{"uuid", uuid_of(id)}, {"id", number_in_id(id)}, {"host_id", meeting.host.id}};
  for (const std::string_view name :
       {"topic", "type", "start_time", "duration", "timezone", "agenda"}) {
    const auto json = detail_of(meeting.details, meeting_fields(), name);
    if (!json.empty()) item[std::string(name)] = Json::parse(json, nullptr, false);
  }
  item["start_time"] = start_time(meeting, session);
  item["created_at"] = created_at(meeting, session);
  item["join_url"] = join_url(id, meeting);
  return item;
}

}  // namespace zoom_mock
