#pragma once

#include <string_view>

#include "server/json_reader.h"

namespace zoom_mock {

/// Whether a header may have this name: an RFC 9110 token.
bool is_header_name(std::string_view name);

/// Reports a header that cannot be sent: a name that is none, a value that is no string or holds
/// control characters.
bool check_header(const JsonMember& header, ProblemSink& sink);

}  // namespace zoom_mock
