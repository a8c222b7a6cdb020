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
  /// What it conflicts with: the first of two equal keys, the bracket that is never closed.
  std::optional<Span> earlier;
};

/// Where the parser gave up, told by positions alone: its words differ from version to version.
struct JsonFailure {
  /// What comes before it, apart from separators and comments.
  enum class Behind { kNothing, kOpening, kKey, kValue };

  std::string_view text;
  Span last;                 ///< the last good token
  Span token;                ///< the one after it; empty at the end of the text
  std::size_t position;      ///< how many bytes were read; one more than there are: the end, too
  std::optional<Span> open;  ///< the innermost bracket that is not closed
  Behind behind = Behind::kNothing;
  std::optional<std::size_t> separator;  ///< the first ',' or ':' after the last good token
  std::optional<std::size_t> comment;    ///< one that is never closed
  bool is_too_large = false;             ///< it is a number, and no double holds it
};

/// A syntax error in the words of someone who writes scenario files by hand.
JsonDefect explain_syntax_error(const JsonFailure& failure);

}  // namespace zoom_mock
