#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/recording_check.h"
#include "server/mock/webhooks/recording_news.h"

namespace zoom_mock {

/// "Delete meeting or webinar recordings": 204. They go to the trash; or, with `action=delete`, and
/// from the trash too, for good.
///
/// Source: documented, S25, and S24 for the status.
Verdict recording_delete(const Call& call, Session& session) {
  const bool for_good = query_value(call, "action") == "delete";
  const auto known =
      find_recording(call, session, [&](const Recording& recording) -> std::optional<Recording> {
        auto part = kept_part(recording);
        return part || !for_good ? part : trashed_whole(recording, call.now);
      });
  if (const auto* const refusal = std::get_if<Verdict>(&known)) return *refusal;
  const auto& meant = std::get<KnownRecording>(known);
  const bool is_kept = change_recording(session, meant, [&](Recording& recording) {
    if (for_good) {
      recording.files.clear();
    } else {
      recording.trashed = call.now;
    }
  });
  if (!is_kept) return session_full(call);
  announce_recording(call, for_good ? "recording.deleted" : "recording.trashed", meant);
  return done(call);
}

}  // namespace zoom_mock
