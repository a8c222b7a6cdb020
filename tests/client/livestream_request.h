#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the client puts on the wire. Pure functions.
namespace zoom_livestream {

struct BaseUrl {
  std::string origin;  ///< scheme://host[:port]
  std::string path;    ///< without a slash at its end
  bool tls = false;
};

/// Nothing when it is not http(s)://host[:port][/path].
std::optional<BaseUrl> parse_base_url(const std::string& url);

/// Whether it is visible ASCII from end to end.
bool fits_a_header(std::string_view token);

std::string encode_path_segment(std::string_view segment);

struct Form {
  std::string content_type;
  std::string body;
};

/// Names and values, in the order of the parts.
using FormFields = std::vector<std::pair<std::string_view, std::string_view>>;

/// As multipart/form-data. An empty `draw_boundary`: 128 random bits.
Form encode_form(const FormFields& fields, const std::function<std::string()>& draw_boundary);

}  // namespace zoom_livestream
