#pragma once

#include <string_view>

namespace zoom_mock {

/// Whether a client that begins with these bytes means to speak TLS: a handshake record.
constexpr bool is_tls(std::string_view first_bytes) { return first_bytes.starts_with('\x16'); }

}  // namespace zoom_mock
