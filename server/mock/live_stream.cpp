#include "server/mock/live_stream.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/webhooks/announce.h"
#include "server/zoom/object_fields.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr int kJoinTokenLifetime = 120;

/// The fields that were sent, as the session remembers them.
Livestream settings_of(const Form& form) {
  Livestream livestream;
  livestream.reserve(livestream_fields().size());
  for (const auto& rule : livestream_fields()) {
    const auto* const field = form.find(rule.name);
    if (field != nullptr) livestream.emplace_back(rule.name, field->value);
  }
  return livestream;
}

Verdict done_with_note(const Call& call, const std::string& note) {
  auto verdict = done(call, "live-stream-status-updated");
  verdict.explanation.notes.push_back(note);
  return verdict;
}

/// A webinar's is told to nobody: Zoom has no event of it.
void tell(const Call& call, std::string_view event) {
  if (call.route.operation->id_kind == IdKind::kMeeting)
    announce(call, {.event = std::string(event)});
}

/// Where a live stream is configured.
std::string livestream_path(const Call& call, const std::string& id) {
  const bool is_webinar = call.route.operation->id_kind == IdKind::kWebinar;
  return (is_webinar ? "/v2/webinars/" : "/v2/meetings/") + id + "/livestream";
}

}  // namespace

Verdict update_live_stream(const Call& call, Session& session) {
  session.world().store_livestream(call.route.id, settings_of(call.form));
  return done(call, "live-stream-updated");
}

Verdict live_stream_details(const Call& call, const Session& session) {
  const auto livestream = session.meeting(call.route.id).livestream;
  if (!livestream) return done(call, "live-stream-empty");
  auto body = nlohmann::ordered_json::object();
  for (const auto& [name, value] : *livestream) body[name] = value;
  return found(call, body);
}

Verdict change_live_stream(const Call& call, const Meeting& meeting, Session& session) {
  const auto& id = call.route.id;
  if (!meeting.livestream) {
    return refused(call, "live-stream-not-configured",
                   "no live stream of " + id + " is configured; PATCH " +
                       livestream_path(call, id) + " does that");
  }
  const auto& action = call.form.find("action")->value;
  if (action == "start") {
    if (!session.world().start_livestream(id, call.now)) {
      return refused(call, "live-stream-start-repeated",
                     "the live stream of " + id + " was started less than " +
                         std::to_string(SessionWorld::kBetweenStarts.count()) + " s ago");
    }
    tell(call, "meeting.live_streaming_started");
  } else if (action == "stop") {
    if (!session.world().stop_livestream(id)) {
      return done_with_note(call, "there was nothing to stop: the live stream was not live");
    }
    tell(call, "meeting.live_streaming_stopped");
  } else if (!meeting.broadcast.is_live) {
    return done_with_note(call, "nobody sees the change: the live stream is not live");
  }
  return done(call, "live-stream-status-updated");
}

Verdict live_streaming_join_token(const Call& call, Session& session) {
  if (!session.meeting(call.route.id).host.live_streaming) {
    return refused(call, "live-streaming-not-allowed",
                   "the settings of the host of " + call.route.id + " do not allow live streaming");
  }
  constexpr std::size_t kLength = 8;
  return found(call, {{"expire_in", kJoinTokenLifetime},
                      {"token", new_secret(call, session, "join token", kLength)}});
}

}  // namespace zoom_mock
