#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/recording_check.h"
#include "server/mock/webhooks/recording_news.h"

namespace zoom_mock {

/// "Recover meeting recordings": 204, and they are as they were before they were deleted.
///
/// Source: documented, S25, and S24 for the status. Assumed: that files which were deleted alone
/// come back too, and that the number of a meeting stands for its latest recording.
Verdict recording_status_update(const Call& call, Session& session) {
  const auto known =
      find_recording(call, session, [&](const Recording& recording) -> std::optional<Recording> {
        auto part = trashed_whole(recording, call.now);
        return part ? part : trashed_files(recording, call.now);
      });
  if (const auto* const refusal = std::get_if<Verdict>(&known)) return *refusal;
  auto meant = std::get<KnownRecording>(known);
  const bool is_kept = change_recording(session, meant, [&](Recording& recording) {
    recover(recording, call.now);
    meant.recording = recording;
  });
  if (!is_kept) return session_full(call);
  announce_recording(call, "recording.recovered", meant);
  return done(call);
}

}  // namespace zoom_mock
