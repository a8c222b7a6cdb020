#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zoom_mock {

// How a code is kept for the client that asked for it (PKCE, RFC 7636): it sends the digest of a
// text first, and the text itself with the code.

/// The SHA-256 of the verifier that a code_challenge by that method (S256, or plain, which an empty
/// one is) demands; empty: nothing is demanded. Nothing: there is no such method, or no such
/// challenge.
std::optional<std::string> demanded_digest(std::string_view challenge, std::string_view method);

/// Whether a code_verifier, empty when there is none, is what was demanded.
bool meets_challenge(std::string_view verifier, std::string_view digest);

}  // namespace zoom_mock
