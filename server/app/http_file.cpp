#include "server/app/http_file.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "server/base/number.h"
#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kSeparator = "###";

/// A line without its end.
struct Line {
  std::string_view text;
  std::size_t number;  ///< from 1
  std::size_t offset;
};

/// Walks through a text line by line.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  bool at_end() const { return offset_ >= text_.size(); }
  Line peek() const {
    auto line = text_.substr(offset_, text_.find('\n', offset_) - offset_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return {line, number_, offset_};
  }
  Line take() {
    const auto line = peek();
    const auto end = text_.find('\n', offset_);
    offset_ = end == text_.npos ? text_.size() : end + 1;
    ++number_;
    return line;
  }
  std::size_t offset() const { return offset_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t number_ = 1;
};

bool is_remark(std::string_view line) { return line.starts_with('#') || line.starts_with("//"); }

/// Whether a line before a request is none of it: empty, a remark, a variable's definition.
bool is_between(std::string_view line) {
  return trim(line).empty() || is_remark(line) || line.starts_with('@');
}

/// What a request line says of the host, and what is left for the target.
struct Destination {
  std::string host;  ///< empty: nothing that could be sent
  std::string target;
};

/// The editor's variable that a URL begins with stands for the server's address.
Destination destination_of(std::string_view url) {
  Destination destination;
  const auto scheme = url.find("://");
  if (url.starts_with("{{")) {
    const auto end = url.find("}}");
    url.remove_prefix(end == url.npos ? 0 : end + 2);
  } else if (istarts_with(url, "http") && scheme != url.npos) {
    url.remove_prefix(scheme + 3);
    destination.host = url.substr(0, url.find_first_of("/?#"));
    if (destination.host.find('{') != std::string::npos) destination.host.clear();
    url.remove_prefix(std::min(url.find_first_of("/?#"), url.size()));
  }
  destination.target = url;
  if (url.empty() || url.starts_with('?')) destination.target.insert(0, "/");
  return destination;
}

/// The words of a line between spaces.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (line = trim(line); !line.empty(); line = trim(line)) {
    words.push_back(line.substr(0, line.find(' ')));
    line.remove_prefix(words.back().size());
  }
  return words;
}

/// A request as written, on its way to bytes.
class Draft {
 public:
  explicit Draft(std::string_view request_line) {
    auto words = words_of(request_line);
    if (words.size() == 1) words.insert(words.begin(), "GET");
    const bool has_version = words.size() == 3 && words[2].starts_with("HTTP/");
    if (words.size() != 2 && !has_version) {  // whatever it is, the wire says so
      line_ = request_line;
      return;
    }
    auto destination = destination_of(words[1]);
    host_ = std::move(destination.host);
    line_ = std::string(words[0]) + " " + destination.target + " " +
            std::string(has_version ? words[2] : "HTTP/1.1");
  }

  void add_header(std::string_view line) {
    head_ += std::string(line) + "\r\n";
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    const auto value = colon == line.npos ? "" : trim(line.substr(colon + 1));
    has_host_ = has_host_ || iequals(name, "Host");
    has_coding_ = has_coding_ || iequals(name, "Transfer-Encoding");
    if (iequals(name, "Content-Length")) length_ = value;
    if (iequals(name, "Content-Type")) is_multipart_ = istarts_with(value, "multipart/");
  }

  std::string bytes(std::string_view body) const {
    auto text = line_ + "\r\n";
    if (!has_host_) text += "Host: " + (host_.empty() ? "zoom-mock" : host_) + "\r\n";
    text += head_;
    auto whole = body_of(body);
    if (!whole.empty() && !length_ && !has_coding_) {
      text += "Content-Length: " + std::to_string(whole.size()) + "\r\n";
    }
    return text + "\r\n" + whole;
  }

 private:
  /// Without the line ends that only part it from what follows in the file.
  std::string body_of(std::string_view body) const {
    if (has_coding_) return std::string(body);
    const auto least = length_ ? whole_number_in(*length_).value_or(0) : 0;
    while (body.size() > least && (body.ends_with('\n') || body.ends_with('\r'))) {
      body.remove_suffix(1);
    }
    std::string whole;
    for (const char c : body) {
      // Editors write LF, and multipart has CRLF.
      if (c == '\n' && is_multipart_ && !length_ && !whole.ends_with('\r')) whole += '\r';
      whole += c;
    }
    return whole;
  }

  std::string line_;
  std::string host_;
  std::string head_;
  std::optional<std::string> length_;
  bool has_host_ = false;
  bool has_coding_ = false;
  bool is_multipart_ = false;
};

}  // namespace

std::vector<WrittenRequest> read_http_file(std::string_view text, ProblemSink& sink) {
  std::vector<WrittenRequest> requests;
  Lines lines(text);
  while (!lines.at_end()) {
    const auto first = lines.take();
    if (is_between(first.text)) continue;
    Draft draft(first.text);
    while (!lines.at_end() && !lines.peek().text.empty() &&
           !lines.peek().text.starts_with(kSeparator)) {
      const auto line = lines.take().text;
      if (!is_remark(line)) draft.add_header(line);
    }
    if (!lines.at_end() && lines.peek().text.empty()) lines.take();
    const auto begin = lines.offset();
    if (!lines.at_end() && lines.peek().text.starts_with("< ")) {
      const auto line = lines.peek();
      sink.error({line.offset, line.text.size()}, "a body from another file is not read",
                 "write it here");
    }
    while (!lines.at_end() && !lines.peek().text.starts_with(kSeparator)) lines.take();
    requests.push_back({sink.file() + ":" + std::to_string(first.number),
                        draft.bytes(text.substr(begin, lines.offset() - begin))});
  }
  return requests;
}

}  // namespace zoom_mock
