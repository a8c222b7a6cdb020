#include "server/mock/recording_json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPasswordDigits = 6;
constexpr std::size_t kPasscodeLetters = 32;
constexpr std::size_t kShareLetters = 43;

enum class ShownIn { kAnswer, kEvent };

std::string uuid_in(const KnownRecording& known) {
  return uuid_of(known.meeting, known.recording.sitting);
}

Json file_json(const RecordingFile& file, const KnownRecording& known, const Session& session,
               std::string_view origin, ShownIn where) {
  const auto start = start_of(known, session);
  const bool is_event = where == ShownIn::kEvent;
  const bool is_whole = is_event || !file.kind->is_bare;
  const auto url = [&](std::string_view path) {
    return std::string(origin).append(path).append(file.id);
  };
  Json json = Json::object();
  if (is_whole) json["id"] = file.id;
  json["meeting_id"] = uuid_in(known);
  json["recording_start"] = to_iso8601(start);
  json["recording_end"] = to_iso8601(start + std::chrono::minutes(known.recording.duration));
  json["file_type"] = file.kind->file_type;
  json["file_extension"] = file.kind->file_extension;
  if (is_whole) json["file_size"] = file.size;
  if (!file.kind->is_bare) json["play_url"] = url("/rec/play/");
  json["download_url"] = url(is_event ? "/rec/webhook_download/" : "/rec/download/");
  if (is_whole) json["status"] = "completed";
  json["recording_type"] = file.recording_type;
  const auto& deleted = file.trashed ? file.trashed : known.recording.trashed;
  if (deleted) {
    json["deleted_time"] =
        to_iso8601(*deleted == kTrashedFromTheStart ? session.opened() : *deleted);
  }
  return json;
}

Json shown_recording(const KnownRecording& known, const Session& session, std::string_view origin,
                     ShownIn where) {
  const auto& recording = known.recording;
  const auto meeting = session.meeting(known.meeting);
  const auto uuid = uuid_in(known);
  std::int64_t size = 0;
  for (const auto& file : recording.files) size += file.size;
  Json json = {{"uuid", uuid},
               {"id", whole_number_in(known.meeting).value_or(0)},
               {"account_id", meeting.account},
               {"host_id", meeting.host.id},
               {"topic", text_of(meeting.details, meeting_fields(), "topic")},
               {"type", number_of(meeting.details, meeting_fields(), "type")},
               {"start_time", to_iso8601(start_of(known, session))}};
  if (where == ShownIn::kEvent) {
    json["timezone"] = text_of(meeting.details, meeting_fields(), "timezone");
    json["host_email"] = session.world().user(meeting.host.id).email;
  }
  json["duration"] = recording.duration;
  json["total_size"] = size;
  json["recording_count"] = recording.files.size();
  json["share_url"] =
      std::string(kSite) + "/rec/share/" + derived_text("share", uuid, kShareLetters);
  auto& files = json["recording_files"] = Json::array();
  for (const auto& file : recording.files) {
    files.push_back(file_json(file, known, session, origin, where));
  }
  json["password"] = derived_digits("recording password", uuid, kPasswordDigits);
  json["recording_play_passcode"] = derived_text("recording passcode", uuid, kPasscodeLetters);
  if (where == ShownIn::kEvent) json["on_prem"] = false;
  return json;
}

}  // namespace

Clock::TimePoint start_of(const KnownRecording& known, const Session& session) {
  return known.recording.start ? *known.recording.start
                               : start_of(session.meeting(known.meeting), session);
}

Json recording_json(const KnownRecording& known, const Session& session, std::string_view origin) {
  auto json = shown_recording(known, session, origin, ShownIn::kAnswer);
  json["auto_delete"] = false;
  return json;
}

Json recording_event_json(const KnownRecording& known, const Session& session,
                          std::string_view origin) {
  return shown_recording(known, session, origin, ShownIn::kEvent);
}

}  // namespace zoom_mock
