#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/http.h"

namespace zoom_mock {

/// The values of one query parameter in order, decoded ('+' is a space). A parameter without '='
/// has the empty value.
std::vector<std::string> query_values(const Target& target, std::string_view name);

}  // namespace zoom_mock
