// The parser against a slow and plain one, on generated bodies.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/http/multipart.h"
#include "tests/http/written_form.h"

using namespace zoom_mock;

namespace {

/// The grammar again, slow and plain: tries every byte as the begin of a delimiter and every byte
/// after it as the end of its line.
class ReferenceParser {
 public:
  explicit ReferenceParser(std::string body) : body_(std::move(body)) {}

  Multipart parse() {
    Multipart result;
    result.defect = read(result.parts);
    return result;
  }

 private:
  struct Line {
    std::size_t begin;
    std::size_t end;
    bool closes;
    bool lf;
  };

  bool has(std::size_t at, const std::string& text) const {
    return body_.substr(at, text.size()) == text;
  }

  std::optional<Line> line_at(std::size_t begin) const {
    for (const std::string start : {"--B--", "--B"}) {
      if (!has(begin, start)) continue;
      auto end = begin + start.size();
      while (end < body_.size() && (body_[end] == ' ' || body_[end] == '\t')) ++end;
      const bool closes = start == "--B--";
      if (end == body_.size()) return Line{begin, end, closes, false};
      if (has(end, "\r\n")) return Line{begin, end + 2, closes, false};
      if (has(end, "\n")) return Line{begin, end + 1, closes, true};
    }
    return std::nullopt;
  }

  std::optional<Line> next(std::size_t from) {
    for (auto at = from; at < body_.size(); ++at) {
      const auto line = line_at(at);
      if (!line) continue;
      if (at == 0 || (at >= 2 && has(at - 2, "\r\n"))) return line;
      if (has(at - 1, "\n")) hidden_by_lf_ = true;
    }
    return std::nullopt;
  }

  MultipartDefect missing(MultipartDefect defect) const {
    return hidden_by_lf_ ? MultipartDefect::kBareLineFeed : defect;
  }

  MultipartDefect read(std::vector<Part>& parts) {
    auto line = next(0);
    if (!line) return missing(MultipartDefect::kBoundaryAbsent);
    while (!line->closes) {
      if (line->lf) return MultipartDefect::kBareLineFeed;
      if (line->end == body_.size()) return MultipartDefect::kNeverClosed;
      if (parts.size() == kMaxParts) return MultipartDefect::kTooManyParts;
      const auto following = next(line->end);
      const auto end = following ? std::max(following->begin - 2, line->end) : body_.size();
      Part found;
      const auto defect = read_part(line->end, end, following.has_value(), found);
      if (defect != MultipartDefect::kNone) return defect;
      if (!following) return missing(MultipartDefect::kNeverClosed);
      parts.push_back(found);
      line = following;
    }
    return MultipartDefect::kNone;
  }

  MultipartDefect read_part(std::size_t at, std::size_t end, bool delimited, Part& found) const {
    const std::map<std::string, std::string> names = {
        {"Content-Disposition: form-data; name=\"a\"", "a"},
        {"content-disposition:form-data;name=b", "b"}};
    while (at < end) {
      std::string line;
      while (at < end && body_[at] != '\n') line += body_[at++];
      if (at == end) return MultipartDefect::kBadPartHeader;
      ++at;
      if (line.empty() || line.back() != '\r') return MultipartDefect::kBareLineFeed;
      line.pop_back();
      if (line.empty()) {
        found.content = body_.substr(at, end - at);
        delimited = true;
        break;
      }
      if (names.contains(line)) {
        if (found.name.empty()) found.name = names.at(line);
      } else if (!is_header(line)) {
        return MultipartDefect::kBadPartHeader;
      }
    }
    found.offset = at;
    if (!delimited) return MultipartDefect::kBadPartHeader;
    return found.name.empty() ? MultipartDefect::kNamelessPart : MultipartDefect::kNone;
  }

  static bool is_header(const std::string& line) {
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string::npos) return false;
    for (std::size_t i = 0; i < colon; ++i) {
      if (!std::isalnum(static_cast<unsigned char>(line[i])) && line[i] != '-') return false;
    }
    return true;
  }

  std::string body_;
  bool hidden_by_lf_ = false;
};

using Engine = std::mt19937;  // the same numbers on every platform, unlike the distributions

const std::string& pick(Engine& engine, const Strings& choices) {
  return choices[engine() % choices.size()];
}

bool is_printable_line(const std::string& text) {
  return text.size() < 1024 &&
         std::ranges::all_of(text, [](char c) { return c >= 0x20 && c <= 0x7E; });
}

void check_against_reference(const std::string& body, std::map<MultipartDefect, int>& seen) {
  CAPTURE(body);
  const auto result = parse_multipart(kType, body);
  const auto reference = ReferenceParser(body).parse();
  CHECK(result.defect == reference.defect);
  CHECK(fields_of(result) == fields_of(reference));
  CHECK(std::ranges::equal(result.parts, reference.parts, {}, &Part::offset, &Part::offset));
  CHECK(result.explanation.empty() == (result.defect == MultipartDefect::kNone));
  CHECK(is_printable_line(result.explanation));
  CHECK(std::ranges::all_of(result.notes, is_printable_line));
  ++seen[result.defect];
}

}  // namespace

TEST_CASE("multipart_reference: generated bodies are read as the slow reference reads them") {
  const std::string full = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  // No line of a header begins with a blank and none is damaged at its end: the reference knows
  // neither folding nor the grammar of Content-Disposition.
  const Strings pieces = {full,
                          full,
                          "\r\n" + full,
                          "\r\n--B\r\n",
                          "\r\n--B \t\r\n",
                          "\r\n--B--\r\n",
                          "--B",
                          "--B--",
                          "--B\t",
                          "--B-- ",
                          "--BX",
                          "\r\n",
                          "\r\n",
                          "\r\n\r\n",
                          "\r",
                          "\n",
                          "x ",
                          "-",
                          "B",
                          "v",
                          "\n--B\r\n",
                          "\n--B--",
                          "X: y\r\n",
                          "content-disposition:form-data;name=b\r\n"};
  Engine engine(7578);
  std::map<MultipartDefect, int> seen;
  for (int round = 0; round < 5000; ++round) {
    std::string body = engine() % 2 == 0 ? full : "";
    for (auto count = engine() % 12; count > 0; --count) body += pick(engine, pieces);
    if (engine() % 2 == 0) body += "\r\n--B--\r\n";
    check_against_reference(body, seen);
  }
  for (const auto defect : {MultipartDefect::kNone, MultipartDefect::kBoundaryAbsent,
                            MultipartDefect::kNeverClosed, MultipartDefect::kBareLineFeed,
                            MultipartDefect::kBadPartHeader, MultipartDefect::kNamelessPart}) {
    CAPTURE(static_cast<int>(defect));
    CHECK(seen[defect] > 100);
  }
}

TEST_CASE("multipart_reference: a damaged body is read as the slow reference reads it") {
  const std::string body = field("a", "one\r\n--BX") +
                           part("X: y\r\ncontent-disposition:form-data;name=b\r\n", "\r\n") +
                           "--B--\r\n";
  std::map<MultipartDefect, int> seen;
  for (std::size_t at = 0; at < body.size(); ++at)
    check_against_reference(body.substr(0, at), seen);
}

TEST_CASE("multipart_reference: a generated form comes back as it was written") {
  const Strings pieces = {"\r\n", "\r",   "\n",       "--",         "-",
                          "B",    "--BX", "\r\n--B-", "\r\n--B--x", "x--B",
                          " ",    "\"",   ":",        "\xC3\xBC",   std::string(1, '\0')};
  Engine engine(2046);
  for (int round = 0; round < 3000; ++round) {
    std::string body;
    Strings expected;
    for (auto parts = engine() % 5; parts > 0; --parts) {
      std::string content;
      for (auto count = engine() % 8; count > 0; --count) content += pick(engine, pieces) + "x";
      const auto name = "n" + std::to_string(engine() % 100);
      body += field(name, content);
      expected.push_back(name + "=" + content);
    }
    CAPTURE(body);
    const auto result = parse_form(body);
    CHECK(result.explanation == "");
    CHECK(fields_of(result) == joined(expected));
  }
}
