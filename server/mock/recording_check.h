#pragma once

#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "server/mock/call.h"
#include "server/mock/recordings.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// What a request means of a recording; nothing: not this one.
using RecordingPart = std::function<std::optional<Recording>(const Recording&)>;

/// What a recording's path names: by its UUID, or else by its meeting's number the latest that has
/// what `part` means. Or a refusal: by the form of the call, 1001 or 1010 by the meeting's host,
/// 3301 where there is none.
///
/// Source: documented, S25. Assumed: that recordings outlive their meetings, and that who is not
/// the host may see them.
std::variant<KnownRecording, Verdict> find_recording(const Call& call, const Session& session,
                                                     const RecordingPart& part);

/// Changes the recording that was found. False, and nothing is done: the session is full.
bool change_recording(Session& session, const KnownRecording& known,
                      const std::function<void(Recording&)>& change);

}  // namespace zoom_mock
