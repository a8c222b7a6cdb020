#include "server/base/json_syntax.h"

#include <algorithm>
#include <array>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kDelimiters = " \t\r\n,:{}[]\"/";

/// An error inside a string: nlohmann's words, ours, and what would have been right.
struct StringError {
  std::string_view says;
  std::string_view message;
  std::string_view hint;
};

constexpr std::array kStringErrors = {
    StringError{"U+000A (LF)", "the string is not closed on its line", ""},
    StringError{"U+000D (CR)", "the string is not closed on its line", ""},
    StringError{"U+0009 (HT)", "a control character must be escaped", "write \\t"},
    StringError{"control character", "a control character must be escaped", "write \\u00.."},
    StringError{"ill-formed UTF-8", "this is not UTF-8", ""},
    StringError{"missing closing quote", "the string is never closed", ""},
    StringError{"after backslash", "unknown escape in a string", "write \\\\ for a backslash"},
    StringError{"4 hex digits", "\\u must be followed by four hex digits", ""},
    StringError{"surrogate", "half of a surrogate pair is no character", ""},
    StringError{"invalid string", "this is no string", ""},
};

class Explainer {
 public:
  explicit Explainer(const JsonFailure& failure) : f_(failure), token_(failure.token) {
    // The parser stopped before the next token: at a separator, or inside a word such as 01.
    if (token_.offset >= f_.position && f_.position > 0) token_ = word_at(f_.position - 1);
  }

  JsonDefect explain() const {
    if (says("missing closing '*/'")) return never_closed_comment();
    if (says("invalid string")) return string_error();
    if (says("unexpected end of input")) return end_of_text();
    if (says("; expected end of input")) {
      return {token_, "there is more text behind the end of the JSON value", {}, {}};
    }
    if (says("number overflow")) return {token_, word() + " is too large for a number", {}, {}};
    if (word_at_bracket_after_comma()) return trailing_comma();
    if (says("; expected string literal")) {
      return {token_, "a key must stand in double quotes, found " + word(), hint(), {}};
    }
    if (says("; expected ':'")) return {token_, "expected ':' in front of " + word(), {}, {}};
    const bool runs_on = token_.offset < f_.token.offset && token_.length > 1;  // 01, 0x1F
    if (says("invalid literal") || says("invalid number") || runs_on) {
      return {token_, word() + " is no JSON value", hint(), {}};
    }
    if (says("; expected '}'")) return separator_missing('}');
    if (says("; expected ']'")) return separator_missing(']');
    return {token_, "a value is missing in front of " + word(), {}, {}};
  }

 private:
  /// The whole word that a byte belongs to; a delimiter is a word of its own.
  Span word_at(std::size_t offset) const {
    const auto before = f_.text.find_last_of(kDelimiters, offset);
    if (before == offset) return {offset, 1};
    const auto start = before == std::string_view::npos ? 0 : before + 1;
    return {start, std::min(f_.text.find_first_of(kDelimiters, offset), f_.text.size()) - start};
  }

  bool says(std::string_view words) const {
    return f_.message.find(words) != std::string_view::npos;
  }
  std::string_view written() const { return f_.text.substr(token_.offset, token_.length); }
  std::string word() const {
    const auto word = written();
    return word.starts_with('"') ? explanation_line(word) : quote(word);
  }

  std::string hint() const {
    const auto word = written();
    if (word.starts_with('#')) return "comments begin with //";
    if (word.find_first_of("+-.0123456789") == 0) return "numbers look like 12, -1.5 or 2e3";
    if (word.starts_with('\'')) return "text stands in double quotes";
    if (says("; expected string literal")) return {};
    const auto near = nearest(word, {"true", "false", "null"});
    return near ? "did you mean " + *near + "?" : "text stands in double quotes";
  }

  JsonDefect never_closed_comment() const {
    const auto start = f_.text.find("/*", f_.token.offset);
    const auto at = start == std::string_view::npos ? f_.text.rfind("/*") : start;
    return {{at == std::string_view::npos ? 0 : at, 2}, "the comment is never closed", {}, {}};
  }

  JsonDefect string_error() const {
    const auto* const error = std::ranges::find_if(
        kStringErrors, [&](const StringError& known) { return says(known.says); });
    const auto at = f_.position > 0 ? f_.position - 1 : 0;
    Span span{at, 1};
    // A sequence is found to be cut off at the byte behind it, or at the end of the text.
    const bool is_behind = at >= f_.text.size() || f_.text[at] >= 0;
    if (says("ill-formed UTF-8") && at > 0 && is_behind) --span.offset;
    // What is wrong with an escape is found behind it.
    if (says("backslash") || says("hex digits") || says("surrogate")) {
      span = {f_.text.rfind('\\', at), 2};
    }
    if (error->message.starts_with("the string")) {
      const auto line = f_.text.substr(f_.token.offset, f_.token.length);
      span = {f_.token.offset, std::min(line.find_first_of("\r\n"), line.size())};
    }
    return {span, std::string(error->message), std::string(error->hint), {}};
  }

  JsonDefect end_of_text() const {
    const auto last = f_.text.find_last_not_of(kSpace);
    const Span here{last == std::string_view::npos ? 0 : last, 1};
    if (!f_.open) return {here, "the text holds no JSON value", {}, {}};
    const bool list = f_.text[f_.open->offset] == '[';
    return {
        here, list ? "the text ends inside a list" : "the text ends inside an object", {}, f_.open};
  }

  std::size_t before_token() const {
    if (token_.offset == 0) return std::string_view::npos;
    return f_.text.find_last_not_of(kSpace, token_.offset - 1);
  }

  bool word_at_bracket_after_comma() const {
    const auto before = before_token();
    return (written() == "}" || written() == "]") && before != std::string_view::npos &&
           f_.text[before] == ',';
  }

  JsonDefect trailing_comma() const {
    return {{before_token(), 1}, "no comma may stand in front of " + word(), {}, {}};
  }

  JsonDefect separator_missing(char closing) const {
    const auto expected = std::string("expected ',' or '") + closing + "'";
    if (written() == "}" || written() == "]") {
      return {token_, expected + ", found " + word(), {}, f_.open};
    }
    return {token_, expected + " in front of " + word(), {}, {}};
  }

  const JsonFailure& f_;
  Span token_;
};

}  // namespace

JsonDefect explain_syntax_error(const JsonFailure& failure) { return Explainer(failure).explain(); }

}  // namespace zoom_mock
