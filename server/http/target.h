#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoom_mock {

/// The path and the query of a request target. Both stay percent-encoded; the authority of an
/// absolute-form target and a fragment are dropped.
struct Target {
  std::string path;
  std::optional<std::string> query;  ///< nothing when there was no '?'
};

Target split_target(std::string_view target);

/// The host[:port] of an absolute-form target; nothing in the other forms.
std::optional<std::string_view> authority_of(std::string_view target);

/// Decodes %XX once. A '%' that is not followed by two hex digits stays as it is.
std::string percent_decode(std::string_view text);
/// Encodes all but letters, digits and "-._~": the text as one segment, or one value of a query.
std::string percent_encode(std::string_view text);

/// The query parameters in order, decoded ('+' is a space). One without '=' has the empty value.
std::vector<std::pair<std::string, std::string>> query_parameters(const Target& target);

/// The values of the query parameters of that name, in order.
std::vector<std::string> query_values(const Target& target, std::string_view name);

/// The named segments of a path, percent-decoded, in order.
using PathParameters = std::vector<std::pair<std::string, std::string>>;

/// Matches a path against a pattern such as /v2/meetings/{meetingId}/livestream.
///
/// A named segment takes anything between two slashes, nothing included. `path` is
/// percent-encoded as on the wire: an encoded slash never splits a segment.
std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path);

}  // namespace zoom_mock
