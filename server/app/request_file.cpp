#include "server/app/request_file.h"

#include "server/app/har.h"
#include "server/app/http_file.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

namespace {

/// Whether the text is JSON: no request line begins with a brace.
bool is_json(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text[first] == '{' && !text.substr(first).starts_with("{{");
}

}  // namespace

RequestFile read_requests(const std::string& name, std::string_view text) {
  RequestFile file;
  ProblemSink sink(name, text, file.problems);
  file.requests = is_json(text) ? read_har(text, sink) : read_http_file(text, sink);
  hide_lines(file.problems);
  if (file.requests.empty() && file.problems.empty()) {
    file.problems.push_back(file_problem(name, "holds no request"));
  }
  return file;
}

}  // namespace zoom_mock
