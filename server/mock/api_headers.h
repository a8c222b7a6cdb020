#pragma once

#include <string_view>

#include "server/http/message.h"
#include "server/mock/call.h"

namespace zoom_mock {

inline constexpr std::string_view kTrackingHeader = "x-zm-trackingid";
inline constexpr std::string_view kCategoryHeader = "X-RateLimit-Category";

/// Adds the headers that answers of Zoom's API have: x-zm-trackingid and X-RateLimit-Category; of
/// limited requests also X-RateLimit-Type, -Limit and -Remaining and, of a refusal by the limit of
/// an account's day, Retry-After, a date. By that of a host's day there is neither this nor a type.
/// What a stub has set stays.
///
/// Source: observed, the first two on every answer; documented on an older page, the others:
/// current answers were seen without them, and without a limit of the scenario's there are none.
void add_api_headers(const Call& call, Response& response);

}  // namespace zoom_mock
