#pragma once

#include <span>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// What an operation does: checks a call, answers it from the session's world and changes that. A
/// change is visible to the session's next request.
struct OperationFunction {
  std::string_view operation;  ///< its id
  Verdict (*answer)(const Call& call, Session& session);
};

/// Every function of mock/operations/. The table is made when the build is configured: the file
/// meeting_live_stream_update.cpp holds meeting_live_stream_update(), which answers
/// meetingLiveStreamUpdate. A test says which operation has none.
std::span<const OperationFunction> operation_functions();

}  // namespace zoom_mock
