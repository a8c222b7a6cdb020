#include "server/header_loader.h"

#include <algorithm>

namespace zoom_mock {

namespace {

bool is_control(char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; }

}  // namespace

bool is_header_name(std::string_view name) {
  constexpr std::string_view kTokenCharacters =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !name.empty() && name.find_first_not_of(kTokenCharacters) == std::string_view::npos;
}

bool check_header(const JsonMember& header, ProblemSink& sink) {
  const auto& [name, name_span, value] = header;
  if (!is_header_name(name)) {
    sink.error(name_span, "\"" + name + "\" is no header name", "letters, digits and '-'");
  } else if (!value.is_string()) {
    sink.error(value.span, "a header value must be a string, not " + found(value));
  } else if (std::ranges::any_of(value.text, is_control)) {
    sink.error(value.span, "a header value cannot hold control characters");
  } else {
    return true;
  }
  return false;
}

}  // namespace zoom_mock
