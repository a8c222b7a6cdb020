#include "server/http/multipart.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMaxBoundaryLength = 70;  // RFC 2046, 5.1.1
constexpr std::size_t kMaxHeaderLines = 16;
constexpr std::size_t kMaxHeaderBytes = 8192;
constexpr auto kBoundaryBytes = [] {  // RFC 2046, 5.1.1
  std::array<bool, 256> is_one{};
  for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz'()+_,-./:=? "))
    is_one[static_cast<unsigned char>(c)] = true;
  return is_one;
}();

bool is_boundary_byte(char c) { return kBoundaryBytes[static_cast<unsigned char>(c)]; }

bool has_browser_escape(std::string_view name) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"%22", "%0D", "%0A"},
      [&](auto escape) { return name.find(escape) != std::string_view::npos; });
}

/// A part's header line, still in the body; its value only when it was not folded.
struct HeaderLine {
  std::string_view name;
  std::string_view value;
  std::string unfolded;  ///< instead of `value`, when it is not empty

  std::string_view text() const { return unfolded.empty() ? value : unfolded; }
};

using HeaderLines = std::vector<HeaderLine>;

std::optional<std::string_view> find_header(const HeaderLines& headers, std::string_view name) {
  for (const auto& header : headers) {
    if (iequals(header.name, name)) return header.text();
  }
  return std::nullopt;
}

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
  std::optional<Part> read_part(std::size_t begin, std::size_t end);
  std::optional<HeaderLines> read_headers(std::size_t& at, std::size_t end);
  bool read_disposition(const HeaderLines& headers, Part& part);
  void note_part(const Part& part, const HeaderValue& disposition, const HeaderLines& headers);

  void fail(MultipartDefect defect, std::string explanation) {
    result_.defect = defect;
    result_.explanation = std::move(explanation);
  }
  void fail_missing(MultipartDefect defect, std::string explanation);
  std::string explain_absence() const;
  void note(std::string text) { result_.notes.push_back(std::move(text)); }
  std::string here() const { return "part " + std::to_string(result_.parts.size() + 1); }
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
    auto part = read_part(delimiter->end,
                          next ? std::max(next->begin - 2, delimiter->end) : std::string::npos);
    if (!part) return;
    if (!next) {
      return fail_missing(MultipartDefect::kNeverClosed, "the body never closes: " + closing() +
                                                             " is missing after the part " +
                                                             quote(part->name));
    }
    result_.parts.push_back(std::move(*part));
    delimiter = next;
  }
  if (delimiter->ends_in_lf) note("the closing delimiter line ends in LF, not CRLF");
  if (delimiter->end < body_.size()) {
    note(std::to_string(body_.size() - delimiter->end) +
         " bytes after the closing delimiter are ignored");
  }
  if (after_bare_lf_) {
    note("the delimiter at byte " + std::to_string(*after_bare_lf_) +
         " does not count: a bare LF stands before it, not CRLF");
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

/// `end` is npos when no delimiter follows: the headers are read to name the part that is cut off.
std::optional<Part> Parser::read_part(std::size_t begin, std::size_t end) {
  auto at = begin;
  const auto headers = read_headers(at, end);
  if (!headers) return std::nullopt;
  Part part;
  if (!read_disposition(*headers, part)) return std::nullopt;
  if (const auto type = find_header(*headers, "Content-Type")) part.content_type = *type;
  part.content = body_.substr(0, end).substr(at);
  part.offset = at;
  return part;
}

/// Leaves `at` where the content begins.
std::optional<HeaderLines> Parser::read_headers(std::size_t& at, std::size_t end) {
  const auto bad_header = [&](const std::string& what) {
    fail(MultipartDefect::kBadPartHeader,
         here() + ": " + what + " (is the blank line before the value missing?)");
    return std::nullopt;
  };
  const auto text = body_.substr(0, end);
  const auto begin = at;
  HeaderLines lines;
  for (std::size_t count = 1; at < text.size(); ++count) {
    const auto line_end = text.find('\n', at);
    if (line_end == std::string_view::npos) return bad_header("its headers never end");
    if (line_end == at || text[line_end - 1] != '\r') {
      fail(MultipartDefect::kBareLineFeed, here() + ": header line " + std::to_string(count) +
                                               " ends in LF at byte " + std::to_string(line_end) +
                                               ", not in CRLF");
      return std::nullopt;
    }
    const auto line = text.substr(at, line_end - 1 - at);
    at = line_end + 1;
    if (line.empty()) return lines;
    if (count > kMaxHeaderLines || at - begin > kMaxHeaderBytes) {
      return bad_header("its headers are longer than " + std::to_string(kMaxHeaderLines) +
                        " lines or " + std::to_string(kMaxHeaderBytes) + " bytes");
    }
    if ((line.front() == ' ' || line.front() == '\t') && !lines.empty()) {
      auto& last = lines.back();
      last.unfolded = std::string(last.text());
      last.unfolded.append(last.unfolded.empty() ? "" : " ").append(trim(line));
      continue;
    }
    const auto name = line.substr(0, line.find(':'));
    if (name.size() == line.size() || !is_token(name)) {
      // The line is not shown: without the blank line it is the value.
      return bad_header("header line " + std::to_string(count) + " is no \"name: value\"");
    }
    lines.push_back({name, trim(line.substr(name.size() + 1)), {}});
  }
  if (end == std::string::npos) return bad_header("its headers never end");
  return lines;
}

bool Parser::read_disposition(const HeaderLines& headers, Part& part) {
  const auto fails = [&](MultipartDefect defect, std::string_view what) {
    fail(defect, here() + ": " + std::string(what));
    return false;
  };
  const auto header = find_header(headers, "Content-Disposition");
  if (!header) return fails(MultipartDefect::kNamelessPart, "it has no Content-Disposition header");
  const auto disposition = parse_header_value(*header);
  if (!disposition.problem.empty()) {
    return fails(MultipartDefect::kBadPartHeader,
                 "Content-Disposition " + std::string(disposition.problem));
  }
  if (!iequals(disposition.kind, "form-data")) {
    return fails(MultipartDefect::kNamelessPart, "Content-Disposition is not form-data");
  }
  const auto* name = disposition.find("name");
  if (!name && disposition.find("name*")) {
    return fails(MultipartDefect::kNamelessPart,
                 "Content-Disposition has name* and no name (RFC 7578 sends UTF-8 in name)");
  }
  if (!name) return fails(MultipartDefect::kNamelessPart, "Content-Disposition has no name");
  if (name->value.empty()) return fails(MultipartDefect::kNamelessPart, "its name is empty");
  part.name = name->value;
  if (const auto* extended = disposition.find("filename*")) {
    part.filename = decode_extended(extended->value);
  } else if (const auto* plain = disposition.find("filename")) {
    part.filename = plain->value;
  }
  note_part(part, disposition, headers);
  return true;
}

void Parser::note_part(const Part& part, const HeaderValue& disposition,
                       const HeaderLines& headers) {
  const auto note_odd = [&](std::string_view what) {
    note(here() + " " + quote(part.name) + ": " + std::string(what));
  };
  if (std::ranges::any_of(result_.parts, [&](const Part& p) { return p.name == part.name; })) {
    note_odd("an earlier part has the same name");
  }
  if (!disposition.find("name")->in_quotes) note_odd("its name is not in double quotes");
  if (has_browser_escape(part.name)) {
    note_odd("%22, %0D and %0A in a name are kept as sent");
  }
  if (part.filename) note_odd("it has a filename, so it is a file and no field");
  if (disposition.find("filename*")) note_odd("RFC 7578 forbids filename*");
  const auto encoding = find_header(headers, "Content-Transfer-Encoding");
  if (encoding && (iequals(*encoding, "base64") || iequals(*encoding, "quoted-printable"))) {
    note_odd("Content-Transfer-Encoding is deprecated, the content stays encoded");
  }
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
  text += "; the body begins with " + quote(first_line);
  if (body_.starts_with(boundary)) text += ": two dashes are missing before the boundary";
  return text;
}

/// The boundary of a Content-Type; without one, nothing and the defect in `result`.
std::optional<std::string> read_boundary(std::string_view content_type, Multipart& result) {
  const auto fail = [&](std::string explanation) {
    result.defect = MultipartDefect::kNoBoundary;
    result.explanation = std::move(explanation);
    return std::nullopt;
  };
  const auto type = parse_header_value(content_type);
  if (!iequals(type.kind, "multipart/form-data")) {
    return fail("Content-Type is " + quote(type.kind) + ", not multipart/form-data");
  }
  if (!type.problem.empty()) return fail("Content-Type " + std::string(type.problem));
  const auto* boundary = type.find("boundary");
  if (!boundary) {
    return fail(
        "Content-Type has no boundary: a client library adds it by itself when Content-Type is not "
        "set by hand");
  }
  const auto& value = boundary->value;
  if (value.empty() || value.size() > kMaxBoundaryLength) {
    return fail("boundary " + quote(value) + " is " + std::to_string(value.size()) +
                " bytes long; RFC 2046 allows 1 to " + std::to_string(kMaxBoundaryLength));
  }
  if (const auto bad = std::ranges::find_if_not(value, is_boundary_byte); bad != value.end()) {
    return fail("boundary " + quote(value) + " holds " + quote({&*bad, 1}) +
                "; RFC 2046 allows letters, digits, spaces and '()+_,-./:=?");
  }
  if (value.back() == ' ') return fail("boundary " + quote(value) + " ends in a space");
  if (!boundary->in_quotes && !is_token(value)) {
    result.notes.push_back("boundary " + quote(value) + " needs double quotes in Content-Type");
  }
  return value;
}

}  // namespace

Multipart parse_multipart(std::string_view content_type, std::string_view body) {
  Multipart result;
  const auto boundary = read_boundary(content_type, result);
  if (!boundary) return result;
  return Parser(*boundary, body, std::move(result)).parse();
}

}  // namespace zoom_mock
