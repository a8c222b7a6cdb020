#include "server/scenario/load/header_loader.h"

#include <algorithm>

#include "server/http/http.h"

namespace zoom_mock {

bool check_header(const JsonMember& header, ProblemSink& sink) {
  const auto& [name, name_span, value] = header;
  if (!is_token(name)) {
    sink.error(name_span, "\"" + name + "\" is no header name", "letters, digits and '-'");
  } else if (!value.is_string()) {
    sink.error(value.span, "a header value must be a string, not " + found(value));
  } else if (has_control(value.text)) {
    sink.error(value.span, "a header value cannot hold control characters");
  } else {
    return true;
  }
  return false;
}

}  // namespace zoom_mock
