#include <algorithm>

#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/recording_check.h"
#include "server/mock/webhooks/recording_news.h"

namespace zoom_mock {

namespace {

/// The recording with the file of the call's path alone; nothing: it has none that is meant.
std::optional<Recording> with_file(const Recording& recording, const Call& call, bool for_good) {
  auto part = kept_part(recording);
  if (for_good && !part) part = trashed_whole(recording, call.now);
  const auto is_other = [&](const RecordingFile& file) { return file.id != call.route.item; };
  if (part) std::erase_if(part->files, is_other);
  if (part && !part->files.empty()) return part;
  if (for_good) part = trashed_files(recording, call.now);
  if (part) std::erase_if(part->files, is_other);
  return part && !part->files.empty() ? part : std::nullopt;
}

}  // namespace

/// "Delete a recording file": 204. It goes to the trash; or, with `action=delete`, and from the
/// trash too, for good.
///
/// Source: documented, S25, and S24 for the status. Assumed: that a meeting in progress is what is
/// uncompleted.
Verdict recording_delete_one(const Call& call, Session& session) {
  const bool for_good = query_value(call, "action") == "delete";
  const auto known = find_recording(call, session, [&](const Recording& recording) {
    return with_file(recording, call, for_good);
  });
  if (const auto* const refusal = std::get_if<Verdict>(&known)) return *refusal;
  const auto& meant = std::get<KnownRecording>(known);
  if (session.meeting(meant.meeting).started) {
    return refused(call, "recording-uncompleted", "meeting " + meant.meeting + " is in progress");
  }
  const bool is_kept = change_recording(session, meant, [&](Recording& recording) {
    const auto file = std::ranges::find(recording.files, call.route.item, &RecordingFile::id);
    if (file == recording.files.end()) return;
    if (for_good) {
      recording.files.erase(file);
    } else {
      file->trashed = call.now;
    }
  });
  if (!is_kept) return session_full(call);
  announce_recording(call, for_good ? "recording.deleted" : "recording.trashed", meant);
  return done(call);
}

}  // namespace zoom_mock
