#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace zoom_mock {

/// One entry of `errors` in a validation error.
struct FieldError {
  std::string field;
  std::string message;
};

/// What Zoom's API says of a refusal.
struct ErrorBody {
  int code;
  std::string message;
  std::span<const FieldError> errors;  ///< must outlive the body; none: it has no `errors`
};

/// {"code":…,"message":…,"errors":[{"field":…,"message":…}]}
///
/// Source: documented, developers.zoom.us/docs/api/errors.
std::string error_as_json(const ErrorBody& body);

/// The same as <error><code/><message/></error>, or as <result> where there are errors, each in an
/// <errors> of its own. What no XML can hold is replaced.
///
/// Source: observed, of 400 / 300 alone, with one entry (licht1stein/pyzoom #71) and without any
/// (public issue michaelbourne/gravity-forms-zoom-webinar-registration #4; the 148 bytes of
/// devforum 55790). Assumed: that other codes look like it, and that several entries are as many
/// elements.
std::string error_as_xml(const ErrorBody& body);

/// The Content-Type of error_as_xml(). Source: observed, devforum 55790.
inline constexpr std::string_view kXmlErrorType = "application/xml;charset=UTF-8";

/// Zoom's error code in a body of either kind; nothing when it has none, or is JSON of more than so
/// many values.
std::optional<std::int64_t> code_in(std::string_view body, std::size_t most_values);

}  // namespace zoom_mock
