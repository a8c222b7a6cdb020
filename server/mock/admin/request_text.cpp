#include "server/mock/admin/request_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/shell_word.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kBoundary = "zoom-mock-boundary";

/// Each in a line of its own; what a client sent cannot end one.
std::string comments(const std::vector<std::string>& remarks) {
  std::string text;
  for (const auto& remark : remarks) text += "# " + explanation_line(remark) + "\n";
  return text;
}

/// A body as an argument of a command, which no zero byte survives.
std::string data_of(const RequestCopy& copy, std::string& remarks) {
  if (copy.body.empty()) return {};
  if (copy.body.find('\0') != std::string::npos) {
    remarks += "# The body is left out: a shell has no word for its zero bytes.\n";
    return {};
  }
  std::string text;
  if (copy.content_type.empty()) text += " \\\n  -H Content-Type:";
  return text + " \\\n  --data-raw " + shell_word(copy.body);
}

/// The boundary that a body of these fields has, which none of them holds.
std::string boundary_for(const RequestCopy& copy) {
  std::string boundary(kBoundary);
  const auto is_held = [&] {
    return std::ranges::any_of(*copy.fields, [&](const auto& field) {
      return field.second.find(boundary) != std::string::npos;
    });
  };
  while (is_held()) boundary += "-";
  return boundary;
}

std::string multipart(const RequestCopy& copy, const std::string& boundary) {
  std::string body;
  for (const auto& [name, value] : *copy.fields) {
    std::string written;
    for (const char c : name) written += c == '"' ? "%22" : std::string(1, c);
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + written +
            "\"\r\n\r\n" + value + "\r\n";
  }
  return body + "--" + boundary + "--\r\n";
}

}  // namespace

std::string as_curl(const RequestCopy& copy) {
  auto remarks = comments(copy.remarks);
  std::string text = "curl -i --globoff --path-as-is ";
  const bool has_body = copy.fields || !copy.body.empty();
  if (copy.method == "HEAD") {
    text += "--head ";
  } else if (copy.method != "GET" || has_body) {
    text += "-X " + shell_word(copy.method) + " ";
  }
  text += shell_word(copy.url);
  for (const auto& [name, value] : copy.headers) {
    text += " \\\n  -H " + shell_word(name + (value.empty() ? ";" : ": " + value));
  }
  if (copy.fields) {
    for (const auto& [name, value] : *copy.fields) {
      text += " \\\n  --form-string " + shell_word(name + "=" + value);
    }
  } else {
    text += data_of(copy, remarks);
  }
  return remarks + text + "\n";
}

std::string as_http_file(const RequestCopy& copy) {
  auto text = comments(copy.remarks) + copy.method + " " + copy.url + " HTTP/1.1\n";
  for (const auto& [name, value] : copy.headers) text += name + ": " + value + "\n";
  if (!copy.fields) return text + "\n" + copy.body;
  const auto boundary = boundary_for(copy);
  return text + "Content-Type: multipart/form-data; boundary=" + boundary + "\n\n" +
         multipart(copy, boundary);
}

}  // namespace zoom_mock
