#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoom_mock {

/// The named segments of a path, percent-decoded, in order.
using PathParameters = std::vector<std::pair<std::string, std::string>>;

/// Matches a path against a pattern such as /v2/meetings/{meetingId}/livestream.
///
/// A named segment takes anything between two slashes, nothing included. `path` is
/// percent-encoded as on the wire: an encoded slash never splits a segment.
std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path);

}  // namespace zoom_mock
