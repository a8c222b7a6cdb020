#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// The 32 bytes of HMAC-SHA256 (RFC 2104).
std::string hmac_sha256(std::string_view key, std::string_view text);
/// The same as 64 small hexadecimal digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);

}  // namespace zoom_mock
