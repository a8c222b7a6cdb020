#include "server/wire/head_template.h"

#include <stdexcept>

namespace zoom_mock {

namespace {

// In no header's name and in no status line.
constexpr char kMarkBegin = '@';
constexpr char kMarkEnd = ';';

}  // namespace

std::string HeadTemplate::mark(std::size_t number) {
  return kMarkBegin + std::to_string(number) + kMarkEnd;
}

HeadTemplate::HeadTemplate(std::string response, std::size_t values) {
  const auto head_end = response.find("\r\n\r\n");
  if (head_end == std::string::npos) throw std::logic_error("httplib wrote no response");
  const auto head_size = head_end + 4;
  sends_body_ = response.size() > head_size;
  response.resize(head_size);
  const auto length = "Content-Length: " + std::to_string(kBody.size());
  if (const auto at = response.find(length + "\r\n"); at != std::string::npos) {
    response.replace(at, length.size(), "Content-Length: " + mark(values));
  }
  std::size_t done = 0;
  for (auto at = response.find(kMarkBegin); at != std::string::npos;
       at = response.find(kMarkBegin, done)) {
    pieces_.push_back({response.substr(done, at - done), std::stoul(response.substr(at + 1))});
    done = response.find(kMarkEnd, at) + 1;
  }
  rest_ = response.substr(done);
}

std::string HeadTemplate::fill(const std::vector<std::string_view>& values,
                               std::string_view body) const {
  constexpr std::size_t kUsualHead = 512;
  std::string bytes;
  bytes.reserve(kUsualHead + body.size());
  for (const auto& [text, value] : pieces_) {
    bytes += text;
    if (value < values.size()) {
      bytes += values[value];
    } else {
      bytes += std::to_string(body.size());
    }
  }
  bytes += rest_;
  if (sends_body_) bytes += body;
  return bytes;
}

}  // namespace zoom_mock
