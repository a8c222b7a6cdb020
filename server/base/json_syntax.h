#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/source_text.h"

namespace zoom_mock {

/// One thing wrong with a JSON text.
struct JsonDefect {
  Span span;
  std::string message;
  std::string hint;
  /// What stands against it: the first of two equal keys, the bracket that is never closed.
  std::optional<Span> earlier;
};

/// Where the parser gave up.
struct JsonFailure {
  std::string_view text;
  Span token;                ///< the token behind the last good one; empty at the end of the text
  std::size_t position;      ///< how many bytes were read
  std::optional<Span> open;  ///< the innermost bracket that is not closed
  std::string_view message;  ///< nlohmann's own
};

/// A syntax error in the words of someone who writes scenario files by hand.
JsonDefect explain_syntax_error(const JsonFailure& failure);

}  // namespace zoom_mock
