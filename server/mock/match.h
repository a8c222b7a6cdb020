#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "server/http/secret.h"
#include "server/mock/call.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// The meeting id of a request: the operation's, or what a stub's own path calls {meetingId} or
/// {meeting_id}; of an endpoint that nobody named, what follows /v2/meetings/. Nothing when the
/// path has none.
std::optional<std::string> meeting_id_of(const When& when, const Call& call);

/// Whether everything a stub asks of a call holds; its `call` is the session's business. `work` is
/// shared by all stubs that the call is held against.
bool matches(const When& when, const Call& call, PatternWork& work);

/// How many conditions keep a stub from matching; `enough` stands for more.
std::size_t count_mismatches(const When& when, const Call& call, PatternWork& work,
                             std::size_t enough);

/// Everything that keeps a stub from matching, one line each, what clients sent masked unless
/// secrets are shown. Empty exactly when matches() is true: both run the same checks.
std::vector<std::string> mismatches(const When& when, const Call& call,
                                    Secrets secrets = Secrets::kMasked);

}  // namespace zoom_mock
