#include "server/mock/admin/request_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/shell_word.h"
#include "server/http/form_data.h"

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

/// What an editor takes for more than text: the next request, a file to read, a script, a variable.
bool means_more(std::string_view text) {
  if (text.find("{{") != text.npos) return true;
  for (auto rest = text; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    if (line.starts_with("###") || line.starts_with('<') || line.starts_with('>')) return true;
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return false;
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

std::string as_http_file(const RequestCopy& original) {
  auto copy = original;
  const auto boundary = copy.fields ? boundary_for(copy) : std::string();
  auto body = copy.fields ? form_data(*copy.fields, boundary) : copy.body;
  if (means_more(body)) {
    body.clear();
    copy.remarks.emplace_back(
        "The body is left out: an editor would take a part of it for more than text.");
  }
  std::erase_if(copy.headers, [&](const Header& header) {
    if (!means_more(header.value)) return false;
    copy.remarks.emplace_back(
        "A header is left out: an editor would take its value for more than text.");
    return true;
  });
  auto text = comments(copy.remarks) + copy.method + " " + copy.url + " HTTP/1.1\n";
  for (const auto& [name, value] : copy.headers) text += name + ": " + value + "\n";
  if (!copy.fields) return text + "\n" + body;
  return text + "Content-Type: multipart/form-data; boundary=" + boundary + "\n\n" + body;
}

}  // namespace zoom_mock
