#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/wire/answer.h"

namespace zoom_mock {

inline FramedRequest request(std::string method, std::string target = "/", Headers headers = {}) {
  FramedRequest framed;
  framed.request = {std::move(method), std::move(target), std::move(headers), ""};
  return framed;
}

inline Response response(int status, Headers headers = {}, std::string body = "") {
  Response made;
  made.status = status;
  made.headers = std::move(headers);
  made.body = std::move(body);
  return made;
}

/// One that answers everything by this response.
inline Answerer answerer_of(const Response& made) {
  return Answerer([made](const Request&) { return made; });
}

inline Answer answer_to(const FramedRequest& framed, const Response& made) {
  return answerer_of(made).answer(framed);
}

inline std::string status_line(const Answer& answer) {
  return answer.bytes.substr(0, answer.bytes.find("\r\n"));
}

inline std::string body_of(const Answer& answer) {
  return answer.bytes.substr(answer.bytes.find("\r\n\r\n") + 4);
}

/// The header lines but Date, in their order.
inline std::string fields_of(const Answer& answer) {
  const auto head = answer.bytes.substr(0, answer.bytes.find("\r\n\r\n") + 2);
  std::vector<std::string> lines;
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const auto end = head.find("\r\n", at);
    const auto line = head.substr(at, end - at);
    if (!line.starts_with("Date: ")) lines.push_back(line);
    at = end + 2;
  }
  std::string joined;
  for (const auto& line : lines) joined += (joined.empty() ? "" : " | ") + line;
  return joined;
}

inline const Response kJson =
    response(200, {{"Content-Type", "application/json"}, {"X-A", "1"}}, "{\"a\":1}");

}  // namespace zoom_mock
