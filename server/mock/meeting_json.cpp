#include "server/mock/meeting_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/base/date_time.h"
#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/identity.h"
#include "server/mock/occurrences.h"
#include "server/mock/page.h"
#include "server/mock/sitting.h"
#include "server/scenario/meeting_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPasswordLetters = 30;
constexpr std::size_t kRegisterLetters = 43;

std::string created_at(const Meeting& meeting, const Session& session) {
  return to_iso8601(meeting.created.value_or(session.opened()));
}

std::string start_time(const Meeting& meeting, const Session& session) {
  return to_iso8601(start_of(meeting, session));
}

std::uint64_t number_in_id(std::string_view id) { return whole_number_in(id).value_or(0); }

std::string password_of(const Meeting& meeting) { return text_of(meeting, "password"); }

/// Source: observed, fixtures of 2024: 30 letters and a suffix, the suffix alone without a
/// passcode.
std::string encrypted_password(std::string_view id, const std::string& password) {
  if (password.empty()) return ".1";
  return derived_text("pwd " + password, id, kPasswordLetters) + ".1";
}

/// Source: documented, S25: those that are over only where the query says so.
void add_occurrences(Json& body, const Call& call, const Meeting& meeting, const Session& session) {
  const auto held = occurrences_of(meeting, session);
  if (held.empty()) return;
  const bool shows_all = query_value(call, "show_previous_occurrences") == "true";
  auto list = Json::array();
  for (const auto& each : held) {
    const auto end = each.start + std::chrono::minutes(each.duration);
    if (shows_all || end >= call.now) list.push_back(occurrence_json(each));
  }
  body["occurrences"] = std::move(list);
}

/// Source: documented, S25: a webinar's have names of their own.
void add_passcodes(Json& body, std::string_view id, const std::string& password, bool is_webinar) {
  const bool is_number = std::ranges::all_of(password, [](char c) { return c >= '0' && c <= '9'; });
  const auto digits = is_number ? password : derived_digits("h323", id, 6);
  body["password"] = password;
  body[is_webinar ? "h323_passcode" : "h323_password"] = digits;
  if (!is_webinar) body["pstn_password"] = digits;
  body[is_webinar ? "encrypted_passcode" : "encrypted_password"] = encrypted_password(id, password);
}

}  // namespace

std::string join_url(std::string_view id, const Meeting& meeting) {
  const auto password = password_of(meeting);
  auto url = std::string(kSite) + "/j/" + std::string(id);
  return password.empty() ? url : url + "?pwd=" + encrypted_password(id, password);
}

bool has_registration(const Meeting& meeting) {
  return number_of(meeting, "settings.approval_type") != 2 && !is_without_time(meeting);
}

Json meeting_json(const Call& call, std::string_view id, const Meeting& meeting, Session& session) {
  const bool is_webinar = meeting.kind == MeetingKind::kWebinar;
  Json body = {{"uuid", uuid_of(id, meeting)},
               {"id", number_in_id(id)},
               {"host_id", meeting.host.id},
               {"host_email", session.world().user(meeting.host.id).email}};
  if (!is_webinar) body["status"] = meeting.started ? "started" : "waiting";
  show_details(body, meeting.details, schedule_fields(meeting.kind));
  body["start_time"] = start_time(meeting, session);
  body["created_at"] = created_at(meeting, session);
  add_occurrences(body, call, meeting, session);
  body["start_url"] = std::string(kSite) + "/s/" + std::string(id) +
                      "?zak=" + new_zak(call, session, meeting.host.id);
  body["join_url"] = join_url(id, meeting);
  if (has_registration(meeting)) {
    body["registration_url"] = std::string(kSite) +
                               (is_webinar ? "/webinar/register/WN_" : "/meeting/register/") +
                               derived_text("register", id, kRegisterLetters);
  }
  add_passcodes(body, id, password_of(meeting), is_webinar);
  if (is_webinar && meeting.created) body["creation_source"] = "open_api";
  return body;
}

Json meeting_item(std::string_view id, const Meeting& meeting, const Session& session) {
  Json item = {
      {"uuid", uuid_of(id, meeting)}, {"id", number_in_id(id)}, {"host_id", meeting.host.id}};
  for (const std::string_view name :
       {"topic", "type", "start_time", "duration", "timezone", "agenda", "is_simulive"}) {
    const auto json = detail_of(meeting, name);
    if (!json.empty()) item[std::string(name)] = Json::parse(json, nullptr, false);
  }
  item["start_time"] = start_time(meeting, session);
  item["created_at"] = created_at(meeting, session);
  item["join_url"] = join_url(id, meeting);
  return item;
}

}  // namespace zoom_mock
