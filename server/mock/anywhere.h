#pragma once

#include <string_view>

#include "server/mock/call.h"

namespace zoom_mock {

/// Whether a text is in the path, the query, a header or the body of a request: as it was sent,
/// percent-decoded, or as the value of a field or of any string of a JSON body.
bool is_anywhere(std::string_view text, const Call& call);

}  // namespace zoom_mock
