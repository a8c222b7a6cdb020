#pragma once

#include <string_view>

#include "server/http/message.h"

namespace zoom_mock {

/// The weight of what a client likes best, in thousandths.
inline constexpr int kFullWeight = 1000;

/// The weight, in thousandths, with which the Accept headers ask for a media type (RFC
/// 9110 12.5.1): by its name or, unless that is there too, as one of its kind ("application/*"). 0:
/// it is refused, or not asked for. Everything ("*/*") asks for nothing in particular. A parameter
/// other than the weight counts for nothing, and neither does a weight that is none.
int weight_asked(const Headers& headers, std::string_view media_type);

}  // namespace zoom_mock
