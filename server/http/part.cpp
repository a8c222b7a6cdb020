#include "server/http/part.h"

#include <algorithm>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMaxHeaderLines = 16;
constexpr std::size_t kMaxHeaderBytes = 8192;

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

/// Reads one part.
class Reader {
 public:
  Reader(std::string_view body, const std::vector<Part>& earlier)
      : body_(body), earlier_(earlier) {}

  PartReading read(std::size_t begin, std::size_t end) && {
    read_part(begin, end);
    return std::move(result_);
  }

  Headers headers(std::size_t begin, std::size_t end) {
    Headers headers;
    for (const auto& line : read_headers(begin, end).value_or(HeaderLines{})) {
      headers.add(std::string(line.name), std::string(line.text()));
    }
    return headers;
  }

 private:
  void read_part(std::size_t begin, std::size_t end);
  std::optional<HeaderLines> read_headers(std::size_t& at, std::size_t end);
  bool read_disposition(const HeaderLines& headers);
  void note_part(const HeaderValue& disposition, const HeaderLines& headers);

  void fail(MultipartDefect defect, std::string explanation) {
    result_.defect = defect;
    result_.explanation = std::move(explanation);
  }
  std::string here() const { return "part " + std::to_string(earlier_.size() + 1); }

  std::string_view body_;
  const std::vector<Part>& earlier_;
  PartReading result_;
};

void Reader::read_part(std::size_t begin, std::size_t end) {
  auto at = begin;
  const auto headers = read_headers(at, end);
  if (!headers || !read_disposition(*headers)) return;
  auto& part = result_.part;
  if (const auto type = find_header(*headers, "Content-Type")) part.content_type = *type;
  part.content = body_.substr(0, end).substr(at);
  part.begin = begin;
  part.offset = at;
}

/// Leaves `at` where the content begins.
std::optional<HeaderLines> Reader::read_headers(std::size_t& at, std::size_t end) {
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
      return bad_header("header line " + std::to_string(count) + " is not \"name: value\"");
    }
    lines.push_back({name, trim(line.substr(name.size() + 1)), {}});
  }
  if (end == std::string::npos) return bad_header("its headers never end");
  return lines;
}

bool Reader::read_disposition(const HeaderLines& headers) {
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
                 "Content-Disposition has name* but no name (RFC 7578 sends UTF-8 in name)");
  }
  if (!name) return fails(MultipartDefect::kNamelessPart, "Content-Disposition has no name");
  if (name->value.empty()) return fails(MultipartDefect::kNamelessPart, "its name is empty");
  auto& part = result_.part;
  part.name = name->value;
  if (const auto* extended = disposition.find("filename*")) {
    part.filename = decode_extended(extended->value);
  } else if (const auto* plain = disposition.find("filename")) {
    part.filename = plain->value;
  }
  note_part(disposition, headers);
  return true;
}

void Reader::note_part(const HeaderValue& disposition, const HeaderLines& headers) {
  const auto& part = result_.part;
  const auto note_odd = [&](std::string_view what) {
    result_.notes.push_back(here() + " " + masked(part.name) + ": " + std::string(what));
  };
  if (std::ranges::any_of(earlier_, [&](const Part& p) { return p.name == part.name; })) {
    note_odd("an earlier part has the same name");
  }
  if (!disposition.find("name")->in_quotes) note_odd("its name is not in double quotes");
  if (has_browser_escape(part.name)) {
    note_odd("%22, %0D and %0A in a name are kept as sent");
  }
  if (part.filename) note_odd("it has a filename, so it is a file and not a field");
  if (disposition.find("filename*")) note_odd("RFC 7578 forbids filename*");
  const auto encoding = find_header(headers, "Content-Transfer-Encoding");
  if (encoding && (iequals(*encoding, "base64") || iequals(*encoding, "quoted-printable"))) {
    note_odd("Content-Transfer-Encoding is deprecated, the content stays encoded");
  }
}

}  // namespace

PartReading read_part(std::string_view body, std::size_t begin, std::size_t end,
                      const std::vector<Part>& earlier) {
  return Reader(body, earlier).read(begin, end);
}

Headers headers_of(std::string_view body, const Part& part) {
  const std::vector<Part> none;
  return Reader(body, none).headers(part.begin, part.offset);
}

}  // namespace zoom_mock
