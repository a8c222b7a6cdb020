#include "server/base/json_syntax.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

namespace {

using Behind = JsonFailure::Behind;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

/// A code unit by the four digits of a \u escape.
std::optional<unsigned> code_unit(std::string_view text, std::size_t digits) {
  const auto hex = text.substr(std::min(digits, text.size()), 4);
  if (hex.size() < 4 || hex.find_first_not_of(kHexDigits) != std::string_view::npos) return {};
  return static_cast<unsigned>(std::stoul(std::string(hex), nullptr, 16));
}

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Looks for what is wrong in a string that the parser did not take.
class StringExplainer {
 public:
  StringExplainer(const JsonFailure& failure, Span token)
      : text_(failure.text), token_(token), stop_(failure.position - 1) {}

  JsonDefect explain() {
    const auto end = std::min(stop_, text_.size());
    for (at_ = token_.offset + 1; at_ < end; ++at_) {
      if (text_[at_] != '\\') continue;
      if (auto defect = escape()) return *defect;
    }
    const auto taken = std::string(text_.substr(token_.offset, end - token_.offset));
    const bool is_whole = nlohmann::json::accept(taken + '"');
    if (is_whole && end == text_.size()) return not_closed("the string is never closed");
    if (is_whole && is_ascii(text_[end])) return control_byte();
    // A sequence is found to be cut off at the byte after it, or at the end of the text.
    const bool is_behind = end == text_.size() || is_ascii(text_[end]);
    return {{is_behind ? end - 1 : end, 1}, "this is not UTF-8", {}, {}};
  }

 private:
  JsonDefect control_byte() const {
    if (text_[stop_] == '\n' || text_[stop_] == '\r') {
      return not_closed("the string is not closed on its line");
    }
    return {{stop_, 1},
            "a control character must be escaped",
            text_[stop_] == '\t' ? "write \\t" : "write \\u00..",
            {}};
  }

  JsonDefect not_closed(std::string message) const {
    const auto line = text_.substr(token_.offset, token_.length);
    return {{token_.offset, std::min(line.find_first_of("\r\n"), line.size())},
            std::move(message),
            {},
            {}};
  }

  /// What is wrong with the escape here; else goes on to its end.
  std::optional<JsonDefect> escape() {
    const Span here{at_, 2};
    const auto letter = text_.substr(at_ + 1, 1);
    if (letter.find_first_of("\"\\/bfnrtu") != 0) {
      return JsonDefect{here, "unknown escape in a string", "write \\\\ for a backslash", {}};
    }
    ++at_;
    if (letter != "u") return std::nullopt;
    const auto unit = code_unit(text_, at_ + 1);
    if (!unit) return JsonDefect{here, "\\u must be followed by four hex digits", {}, {}};
    at_ += 4;
    if (!is_high_surrogate(*unit) && !is_low_surrogate(*unit)) return std::nullopt;
    if (is_high_surrogate(*unit) && text_.substr(at_ + 1, 2) == "\\u") {
      const auto second = code_unit(text_, at_ + 3);
      if (!second) return std::nullopt;  // the next escape's own mistake
      if (is_low_surrogate(*second)) {
        at_ += 6;
        return std::nullopt;
      }
    }
    return JsonDefect{here, "half of a surrogate pair is not a character", {}, {}};
  }

  std::string_view text_;
  Span token_;
  std::size_t stop_;  ///< the byte that the parser did not take
  std::size_t at_ = 0;
};

class Explainer {
 public:
  explicit Explainer(const JsonFailure& failure) : f_(failure), token_(failure.token) {
    if (has_overrun()) {
      token_ = f_.last;
    } else if (token_.offset >= f_.position && f_.position > 0) {
      token_ = {f_.position - 1, 1};  // the parser stopped before the token, at a separator
    }
    is_past_separator_ = f_.separator && *f_.separator < token_.offset;
  }

  JsonDefect explain() const {
    if (has_overrun()) return {token_, word() + " is not a JSON value", hint(), {}};
    const bool at_end = f_.position > f_.text.size();
    if (at_end && f_.comment) return {{*f_.comment, 2}, "the comment is never closed", {}, {}};
    if (written().starts_with('"') && !is_well_formed()) {
      return StringExplainer(f_, token_).explain();
    }
    if (at_end && f_.token.length == 0) return end_of_text();
    if (!f_.open && f_.behind != Behind::kNothing) {
      return {token_, "there is more text after the end of the JSON value", {}, {}};
    }
    if (f_.is_too_large) return {token_, word() + " is too large for a number", {}, {}};
    if (is_past_comma() && is_closing()) {
      return {{*f_.separator, 1}, "there must be no comma before " + word(), {}, {}};
    }
    if (expects_key()) {
      return {token_, "a key must be in double quotes, found " + word(), hint(), {}};
    }
    if (f_.behind == Behind::kKey && !is_past_separator_) {
      return {token_, "expected ':' before " + word(), {}, {}};
    }
    if (!is_structure() && !is_well_formed()) {
      return {token_, word() + " is not a JSON value", hint(), {}};
    }
    if (f_.behind == Behind::kValue && !is_past_separator_) return separator_missing();
    return {token_, "a value is missing before " + word(), {}, {}};
  }

 private:
  /// The parser took the beginning of a word for a value and stumbled over the rest: 01, 0x1F,
  /// truex.
  bool has_overrun() const {
    const auto last = f_.text.substr(f_.last.offset, f_.last.length);
    return f_.behind == Behind::kValue && !last.ends_with('}') && !last.ends_with(']') &&
           !nlohmann::json::accept(last);
  }

  bool is_in_object() const { return f_.open && f_.text[f_.open->offset] == '{'; }
  bool is_past_comma() const { return is_past_separator_ && f_.behind == Behind::kValue; }
  bool expects_key() const {
    return is_in_object() && (f_.behind == Behind::kOpening || is_past_comma());
  }
  bool is_closing() const { return written() == "}" || written() == "]"; }
  bool is_structure() const { return token_.length == 1 && written().find_first_of("{}[],:") == 0; }
  /// As a token, whether or not it may be here.
  bool is_well_formed() const { return nlohmann::json::accept(written()); }

  std::string_view written() const { return f_.text.substr(token_.offset, token_.length); }
  std::string word() const {
    const auto word = written();
    return word.starts_with('"') ? explanation_line(word) : quote(word);
  }

  std::string hint() const {
    const auto word = written();
    if (word.starts_with('#')) return "comments begin with //";
    if (word.find_first_of("+-.0123456789") == 0) return "numbers look like 12, -1.5 or 2e3";
    if (word.starts_with('\'')) return "text goes in double quotes";
    if (expects_key()) return {};
    const auto near = nearest(word, {"true", "false", "null"});
    return near ? "did you mean " + *near + "?" : "text goes in double quotes";
  }

  JsonDefect end_of_text() const {
    const auto last = f_.text.find_last_not_of(kSpace);
    const Span here{last == std::string_view::npos ? 0 : last, 1};
    if (!f_.open) return {here, "the text holds no JSON value", {}, {}};
    return {here,
            is_in_object() ? "the text ends inside an object" : "the text ends inside a list",
            {},
            f_.open};
  }

  JsonDefect separator_missing() const {
    const std::string expected = is_in_object() ? "expected ',' or '}'" : "expected ',' or ']'";
    if (is_closing()) return {token_, expected + ", found " + word(), {}, f_.open};
    return {token_, expected + " before " + word(), {}, {}};
  }

  const JsonFailure& f_;
  Span token_;  ///< what is wrong
  bool is_past_separator_ = false;
};

}  // namespace

JsonDefect explain_syntax_error(const JsonFailure& failure) { return Explainer(failure).explain(); }

}  // namespace zoom_mock
