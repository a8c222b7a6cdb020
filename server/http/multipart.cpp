#include "server/http/multipart.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/boundary.h"

namespace zoom_mock {

namespace {

/// A line "--boundary" or "--boundary--", with any spaces and tabs after it.
struct Delimiter {
  std::size_t begin = 0;  ///< of its first dash
  std::size_t end = 0;    ///< after its line break, or where the body ends
  bool closes = false;
  bool ends_in_lf = false;
};

/// Takes one body apart. Walks forward only: every byte is looked at a constant number of times.
class Parser {
 public:
  Parser(std::string_view boundary, std::string_view body, Multipart result)
      : body_(body),
        line_start_("\n--" + std::string(boundary)),
        delimiter_(std::string_view(line_start_).substr(1)),
        result_(std::move(result)) {}
  Parser(const Parser&) = delete;  // delimiter_ points into line_start_
  Parser& operator=(const Parser&) = delete;

  Multipart parse() && {
    read();
    return std::move(result_);
  }

 private:
  void read();
  std::optional<Delimiter> find_delimiter(std::size_t from);
  std::optional<Delimiter> delimiter_at(std::size_t begin) const;

  void fail(MultipartDefect defect, std::string explanation) {
    result_.defect = defect;
    result_.explanation = std::move(explanation);
  }
  void fail_missing(MultipartDefect defect, std::string explanation);
  std::string explain_absence() const;
  void note(std::string text) { result_.notes.push_back(std::move(text)); }
  std::string closing() const { return quote(std::string(delimiter_) + "--"); }

  std::string_view body_;
  std::string line_start_;
  std::string_view delimiter_;
  /// The first delimiter that would be one if a CRLF stood before it, and not a bare LF.
  std::optional<std::size_t> after_bare_lf_;
  Multipart result_;
};

void Parser::read() {
  constexpr std::size_t kUsualParts = 4;
  result_.parts.reserve(kUsualParts);
  auto delimiter = find_delimiter(0);
  if (!delimiter) return fail_missing(MultipartDefect::kBoundaryAbsent, explain_absence());
  if (delimiter->begin > 2) {
    note(std::to_string(delimiter->begin) + " bytes before the first delimiter are ignored");
  }
  while (!delimiter->closes) {
    if (delimiter->ends_in_lf) {
      return fail(MultipartDefect::kBareLineFeed, "the delimiter line at byte " +
                                                      std::to_string(delimiter->begin) +
                                                      " ends in LF, not CRLF");
    }
    if (delimiter->end == body_.size()) {
      return fail(MultipartDefect::kNeverClosed, "the body never closes: it ends in " +
                                                     quote(delimiter_) + ", not in " + closing());
    }
    if (result_.parts.size() == kMaxParts) {
      return fail(MultipartDefect::kTooManyParts,
                  "the body has more than " + std::to_string(kMaxParts) + " parts");
    }
    // The line break that ends one line is the one before the next: a part may have no bytes.
    const auto next = find_delimiter(delimiter->end - 1);
    auto [part, defect, explanation, notes] = read_part(
        body_, delimiter->end, next ? std::max(next->begin - 2, delimiter->end) : std::string::npos,
        result_.parts);
    if (defect != MultipartDefect::kNone) return fail(defect, std::move(explanation));
    std::ranges::move(notes, std::back_inserter(result_.notes));
    if (!next) {
      return fail_missing(MultipartDefect::kNeverClosed, "the body never closes: " + closing() +
                                                             " is missing after the part " +
                                                             masked(part.name));
    }
    result_.parts.push_back(std::move(part));
    delimiter = next;
  }
  if (delimiter->ends_in_lf) note("the closing delimiter line ends in LF, not CRLF");
  if (delimiter->end < body_.size()) {
    note(std::to_string(body_.size() - delimiter->end) +
         " bytes after the closing delimiter are ignored");
  }
  if (after_bare_lf_) {
    note("the delimiter at byte " + std::to_string(*after_bare_lf_) +
         " does not count: a bare LF comes before it, not CRLF");
  }
}

std::optional<Delimiter> Parser::find_delimiter(std::size_t from) {
  if (from == 0 && body_.starts_with(delimiter_)) {
    if (const auto first = delimiter_at(0)) return first;
  }
  for (auto at = body_.find(line_start_, from); at != std::string_view::npos;
       at = body_.find(line_start_, at + line_start_.size())) {
    const auto found = delimiter_at(at + 1);
    if (!found) continue;
    if (at > 0 && body_[at - 1] == '\r') return found;
    if (!after_bare_lf_) after_bare_lf_ = found->begin;
  }
  return std::nullopt;
}

std::optional<Delimiter> Parser::delimiter_at(std::size_t begin) const {
  auto rest = body_.substr(begin + delimiter_.size());
  const bool closes = rest.starts_with("--");
  if (closes) rest.remove_prefix(2);
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  const auto line_end = body_.size() - rest.size();
  if (rest.empty()) return Delimiter{begin, line_end, closes, false};
  if (rest.starts_with("\r\n")) return Delimiter{begin, line_end + 2, closes, false};
  if (rest.starts_with('\n')) return Delimiter{begin, line_end + 1, closes, true};
  return std::nullopt;
}

/// Fails for want of a delimiter: a bare LF may be what hides it.
void Parser::fail_missing(MultipartDefect defect, std::string explanation) {
  if (!after_bare_lf_) return fail(defect, std::move(explanation));
  fail(MultipartDefect::kBareLineFeed, "the line before the delimiter at byte " +
                                           std::to_string(*after_bare_lf_) +
                                           " ends in LF, not CRLF");
}

std::string Parser::explain_absence() const {
  const auto boundary = delimiter_.substr(2);
  if (body_.empty()) return "the body is empty, not even " + closing() + " is there";
  auto text = "boundary " + quote(boundary) + " never occurs as a line " + quote(delimiter_);
  if (!body_.starts_with("--")) return text;
  const auto line_end = std::ranges::find_if_not(body_, is_boundary_byte);
  const std::string_view first_line(body_.begin(), line_end);
  text += "; the body begins with " + known_or_masked(first_line, {std::string(delimiter_)});
  if (body_.starts_with(boundary)) text += ": two dashes are missing before the boundary";
  return text;
}

}  // namespace

Multipart parse_multipart(std::string_view content_type, std::string_view body) {
  auto boundary = read_boundary(content_type);
  Multipart result;
  if (!boundary.problem.empty()) {
    result.defect = MultipartDefect::kNoBoundary;
    result.explanation = std::move(boundary.problem);
    return result;
  }
  if (!boundary.note.empty()) result.notes.push_back(std::move(boundary.note));
  return Parser(boundary.text, body, std::move(result)).parse();
}

}  // namespace zoom_mock
