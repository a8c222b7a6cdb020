#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// One `name=value` after a semicolon.
struct Parameter {
  std::string_view name;
  std::string value;
  bool in_quotes = false;  ///< as it was written; `value` is without them
};

/// A header value such as `form-data; name="a"`: the text before the first semicolon and what
/// follows it.
struct HeaderValue {
  std::string_view kind;
  std::vector<Parameter> parameters;
  std::string_view problem;  ///< empty, or a predicate: "has an unclosed quote"

  /// The first parameter of that name, in any case, or null.
  const Parameter* find(std::string_view name) const;
};

/// Takes a header value apart. The views point into `text`. Never throws on any input.
HeaderValue parse_header_value(std::string_view text);

/// The elements of a list such as `text/html, application/json;q=0.5` (RFC 9110 5.6.1), without the
/// blanks around them and without empty ones: commas in quotes part nothing. The views point into
/// `list`.
std::vector<std::string_view> list_elements(std::string_view list);

/// The media type of a Content-Type, without its parameters, as written.
std::string_view media_type(std::string_view content_type);

/// The media types that clients send to APIs: for known_or_masked().
std::vector<std::string> usual_media_types();

/// An Authorization header: its scheme, and what follows without the blanks at both ends.
struct Credentials {
  std::string_view scheme;
  std::string_view value;  ///< empty: there is none
};

/// The views point into `authorization`.
Credentials parse_credentials(std::string_view authorization);

/// The value of an RFC 5987 parameter such as `UTF-8''na%C3%AFve.txt`, in the charset it came in.
std::string decode_extended(std::string_view value);

}  // namespace zoom_mock
