#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// The 32 bytes of HMAC-SHA256 (RFC 2104).
std::string hmac_sha256(std::string_view key, std::string_view text);
/// The same as 64 small hexadecimal digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);
/// The 32 bytes of SHA-256.
std::string sha256(std::string_view text);
/// Whether two texts are the same, in a time that says nothing of where they differ.
bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace zoom_mock
