#include "server/app/written_request.h"

namespace zoom_mock {

std::string bytes_of(const Request& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  const auto& headers = request.headers;
  if (!headers.find("Host")) bytes += "Host: zoom-mock\r\n";
  for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
  if (!request.body.empty() && !headers.find("Content-Length") &&
      !headers.find("Transfer-Encoding")) {
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return bytes + "\r\n" + request.body;
}

}  // namespace zoom_mock
