#pragma once

#include <string_view>

#include "server/base/json_source.h"
#include "server/base/source_text.h"

namespace zoom_mock {

inline JsonDocument parse(std::string_view text) {
  return parse_json(text, JsonComments::kIgnored);
}

/// What stands there.
inline std::string_view written(std::string_view text, Span span) {
  return text.substr(span.offset, span.length);
}

}  // namespace zoom_mock
