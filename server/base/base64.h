#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// Decodes base64 in either alphabet (RFC 4648 4 and 5), with padding or without; empty when
/// another byte is among it.
std::string base64_decode(std::string_view text);

/// In the alphabet for URLs (RFC 4648 5), without padding.
std::string base64url_encode(std::string_view bytes);

}  // namespace zoom_mock
