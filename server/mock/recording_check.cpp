#include "server/mock/recording_check.h"

#include <algorithm>
#include <string>

#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/identity.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Those of the meeting of that number, or the one of that UUID.
std::vector<KnownRecording> recordings_called(const std::string& id, const Session& session) {
  std::vector<KnownRecording> known;
  if (!is_meeting_uuid(id)) {
    for (auto& recording : session.world().recordings(id)) {
      known.push_back({id, std::move(recording)});
    }
    return known;
  }
  known = session.world().recordings();
  std::erase_if(known, [&](const KnownRecording& each) {
    return uuid_of(each.meeting, each.recording.sitting) != id;
  });
  return known;
}

Verdict refused_for(const Call& call, std::string_view reply, const Host& host, std::string why) {
  auto verdict = refused(call, reply, std::move(why));
  verdict.facts.emplace_back("user_id", host.id);
  return verdict;
}

std::optional<Verdict> check_host(const Call& call, const std::string& number,
                                  const Session& session) {
  const auto meeting = session.meeting(number);
  const auto replies = id_replies(*call.route.operation);
  if (!meeting.host.exists) {
    return refused_for(
        call, replies.host_absent, meeting.host,
        "the host of meeting " + number + ", " + quote(meeting.host.id) + ", does not exist");
  }
  if (meeting.account != call.token.account) {
    return refused_for(call, replies.other_account, meeting.host,
                       "the host of meeting " + number + " is in account " +
                           quote(meeting.account) + ", the token in " + quote(call.token.account));
  }
  return std::nullopt;
}

}  // namespace

std::variant<KnownRecording, Verdict> find_recording(const Call& call, const Session& session,
                                                     const RecordingPart& part) {
  if (auto refusal = check_form(call)) return *std::move(refusal);
  const auto& id = call.route.id;
  const auto known = recordings_called(id, session);
  const auto number = known.empty() ? session.world().number_of(id) : known.front().meeting;
  if (!number.empty()) {
    if (auto refusal = check_host(call, number, session)) return *std::move(refusal);
  }
  for (auto left = known.size(); left > 0; --left) {  // the latest first
    const auto& latest = known[left - 1];
    if (auto meant = part(latest.recording)) return KnownRecording{number, *std::move(meant)};
  }
  return refused(call, id_replies(*call.route.operation).absent,
                 known.empty() ? "nothing was recorded of meeting " + quote(id)
                               : "what was recorded of meeting " + quote(id) +
                                     " is not where the request looks for it: it was deleted, or "
                                     "was not");
}

bool change_recording(Session& session, const KnownRecording& known,
                      const std::function<void(Recording&)>& change) {
  return session.world().change_recordings(known.meeting, [&](std::vector<Recording>& recordings) {
    const auto found = std::ranges::find(recordings, known.recording.sitting, &Recording::sitting);
    if (found != recordings.end()) change(*found);
  });
}

}  // namespace zoom_mock
