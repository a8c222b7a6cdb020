#include "server/mock/admin/recordings.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/base/explanation.h"
#include "server/mock/admin/control.h"
#include "server/mock/recording_json.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/recording_news.h"
#include "server/scenario/load/recording_loader.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// The id of a file of the recording that one of the session's has already; empty: none.
std::string taken_id(const Recording& recording, const Session& session) {
  for (const auto& known : session.world().recordings()) {
    for (const auto& file : known.recording.files) {
      if (std::ranges::find(recording.files, file.id, &RecordingFile::id) !=
          recording.files.end()) {
        return file.id;
      }
    }
  }
  return {};
}

/// Which of the meeting's sittings has ended last; one that was recorded already is followed by
/// another.
std::uint64_t next_sitting(const Meeting& meeting, const std::vector<Recording>& recordings) {
  const std::uint64_t ended = meeting.past.empty() ? 0 : meeting.past.size() - 1;
  return recordings.empty() ? ended : std::max(ended, recordings.back().sitting + 1);
}

}  // namespace

std::optional<Response> add_recording(Announcement& what, const Session& session,
                                      const AdminRequest& request) {
  if (!what.event.starts_with("recording.")) return std::nullopt;
  const auto recordings = session.world().recordings(what.meeting);
  const auto latest =
      std::ranges::find_if(recordings.rbegin(), recordings.rend(),
                           [](const Recording& recording) { return !recording.files.empty(); });
  if (latest == recordings.rend()) {
    return admin_error(409, "nothing was recorded of meeting " + what.meeting +
                                "; POST /__admin/meetings/" + what.meeting +
                                "/recordings does that. Nothing was done");
  }
  const auto& context = request.context;
  auto news = recording_news(what.event, {what.meeting, *latest}, session, request.base_url(),
                             context.issuer, session.now(context.clock.now()));
  what.recording = std::move(news.recording);
  what.download_token = std::move(news.download_token);
  return std::nullopt;
}

Response finish_recording(const AdminRequest& request) {
  const auto name = request.segment("id");
  if (!is_meeting_id(name)) {
    return admin_error(400, "the meeting id is " + masked(name) +
                                "; it must be 1 to 19 decimal digits. Nothing was done");
  }
  Recording recording;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    recording = read_recording(node, sink);
  });
  if (refusal) return *refusal;
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    const auto& context = request.context;
    const auto now = session->now(context.clock.now());
    KnownRecording known{std::string(canonical_meeting_id(name)), recording};
    if (const auto taken = taken_id(known.recording, *session); !taken.empty()) {
      return admin_error(
          409, "a file of the session has the id " + quote(taken) + " already. Nothing was done");
    }
    if (!known.recording.start) {
      known.recording.start = now - std::chrono::minutes(known.recording.duration);
    }
    const auto meeting = session->meeting(known.meeting);
    const bool is_kept =
        session->world().change_recordings(known.meeting, [&](std::vector<Recording>& recordings) {
          known.recording.sitting = next_sitting(meeting, recordings);
          recordings.push_back(known.recording);
        });
    if (!is_kept) {
      return admin_error(409, "the session has made or changed " +
                                  std::to_string(SessionWorld::kMostObjects) +
                                  " objects, which is all that it keeps; reset it first. Nothing "
                                  "was done");
    }
    known.recording = session->world().recordings(known.meeting).back();
    announce(context.outbox, session,
             recording_news("recording.completed", known, *session, request.base_url(),
                            context.issuer, now),
             context.clock.now());
    return json_response(201, recording_json(known, *session, request.base_url()));
  });
}

}  // namespace zoom_mock
