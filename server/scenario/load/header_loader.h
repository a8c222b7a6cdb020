#pragma once

#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

/// Reports a header that cannot be sent: a name that is none, a value that is no string or holds
/// control characters.
bool check_header(const JsonMember& header, ProblemSink& sink);

}  // namespace zoom_mock
