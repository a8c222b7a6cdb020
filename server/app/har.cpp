#include "server/app/har.h"

#include <string>

#include "server/base/json_source.h"
#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

/// More than a browser records in a day.
constexpr std::size_t kMostValues = 1'000'000;

/// A string member; what is missing is reported, and empty.
std::string text_of(const JsonNode& node, std::string_view key, ProblemSink& sink) {
  const auto* const value = node.value_of(key);
  if (value != nullptr && value->is_string()) return value->text;
  sink.error(value == nullptr ? Span{node.span.offset, 1} : value->span,
             "\"" + std::string(key) + "\" must be a string" +
                 (value == nullptr ? ", and is not there" : ", not " + found(*value)));
  return {};
}

std::string target_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto path = scheme == std::string::npos ? 0 : url.find_first_of("/?#", scheme + 3);
  if (path == std::string::npos) return "/";
  const auto target = url.substr(path, url.find('#', path) - path);
  return target.starts_with('/') ? target : "/" + target;
}

/// Whether a header is about the connection that was recorded, or none on the wire at all.
bool is_of_connection(std::string_view name) {
  return name.starts_with(':') || is_framing_field(name);
}

void read_body(const JsonNode& data, Request& request, ProblemSink& sink) {
  const auto* const params = data.value_of("params");
  const auto* const text = data.value_of("text");
  if (text != nullptr && text->is_string()) {
    request.body = text->text;
  } else if (params != nullptr && !params->items.empty()) {
    sink.error(params->span, "\"postData\" has \"params\" and no \"text\": the body is not known");
  }
  const auto* const type = data.value_of("mimeType");
  if (type != nullptr && !type->text.empty() && !request.headers.find("Content-Type")) {
    request.headers.add("Content-Type", type->text);
  }
}

Request read_request(const JsonNode& node, ProblemSink& sink) {
  Request request{text_of(node, "method", sink), target_of(text_of(node, "url", sink)), {}, {}};
  if (const auto* const headers = node.value_of("headers")) {
    for (const auto& header : headers->items) {
      auto name = text_of(header, "name", sink);
      auto value = text_of(header, "value", sink);
      if (!is_of_connection(name)) request.headers.add(std::move(name), std::move(value));
    }
  }
  if (const auto* const data = node.value_of("postData")) read_body(*data, request, sink);
  return request;
}

}  // namespace

std::vector<WrittenRequest> read_har(std::string_view text, ProblemSink& sink) {
  const auto document = parse_json(text, JsonComments::kRefused, kMostValues);
  if (const auto& defect = document.syntax_error) {
    sink.error(defect->span, defect->message, defect->hint);
    return {};
  }
  const auto* const log = document.root.value_of("log");
  const auto* const entries = log == nullptr ? nullptr : log->value_of("entries");
  if (entries == nullptr || !entries->is_array()) {
    sink.error({document.root.span.offset, 1},
               "JSON, but no HAR: \"log\" with \"entries\" is missing");
    return {};
  }
  std::vector<WrittenRequest> requests;
  for (const auto& entry : entries->items) {
    const auto* const request = entry.value_of("request");
    if (request == nullptr || !request->is_object()) {
      sink.error({entry.span.offset, 1}, "an entry needs a \"request\"");
      continue;
    }
    requests.push_back({sink.file() + ", entry " + std::to_string(requests.size() + 1),
                        bytes_of(read_request(*request, sink))});
  }
  return requests;
}

}  // namespace zoom_mock
