#pragma once

#include <optional>

#include "server/mock/call.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What comes before an operation: whether its caller may call it, and now. The call's route is an
// operation.

/// The token has one of the operation's scopes, about another user one of an administrator's; else
/// 400 with code 4711.
std::optional<Verdict> check_scope(const Call& call);

/// The account may send it now, by the scenario's rate limits; else 429. Counts it, and notes in
/// the call how it stands to them.
///
/// Source: documented, the limits and the bodies; that they come before the scope is assumed.
std::optional<Verdict> check_rate(Call& call);

}  // namespace zoom_mock
