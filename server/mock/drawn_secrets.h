#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"

namespace zoom_mock {

// What answers give away that is secret. Each is new, and made of the run's seed, the session, and
// how many of them it has drawn: a run repeats, whatever other sessions do. The journal masks them
// by the names of their members.

/// How long Zoom's tokens that start meetings live, where nobody says.
///
/// Source: documented, S25 and U23.
inline constexpr std::chrono::hours kZakLifetime{2};

/// Text of `letters` letters of base64url (43 at most).
std::string new_secret(const Call& call, Session& session, std::string_view purpose,
                       std::size_t letters);

/// Six digits. Assumed: how many.
std::string new_passcode(const Call& call, Session& session);

/// A token that starts meetings as a user: Zoom's access key, "ZAK". Observed: it is a JWT.
/// Assumed: its claims. Nothing signs it.
std::string new_zak(const Call& call, Session& session, std::string_view user,
                    std::chrono::seconds lifetime = kZakLifetime);

}  // namespace zoom_mock
