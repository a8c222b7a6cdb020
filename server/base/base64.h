#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// Decodes base64 in either alphabet (RFC 4648 4 and 5), with padding or without; empty when
/// another byte is among it.
std::string base64_decode(std::string_view text);

}  // namespace zoom_mock
