#include "server/mock/admin/exchange_har.h"

#include <nlohmann/json.hpp>

#include "server/base/clock.h"
#include "server/http/target.h"
#include "server/mock/admin/exchange_json.h"
#include "server/mock/admin/request_copy.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// What HAR writes for a size that is not known.
constexpr int kUnknown = -1;

Json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  auto list = Json::array();
  for (const auto& [name, value] : pairs) list.push_back({{"name", name}, {"value", value}});
  return list;
}

Json header_json(const std::string& name, const Json& value) {
  return {{"name", name}, {"value", value}};
}

/// Of an object whose values are texts, or lists of them.
Json headers_json(const Json& headers) {
  auto list = Json::array();
  for (const auto& [name, value] : headers.items()) {
    if (!value.is_array()) list.push_back(header_json(name, value));
    for (const auto& each : value.is_array() ? value : Json::array()) {
      list.push_back(header_json(name, each));
    }
  }
  return list;
}

Json request_json(const Exchange& exchange, const RequestCopy& copy) {
  auto headers = Json::array();
  for (const auto& [name, value] : copy.headers) {
    headers.push_back(header_json(name, value));
  }
  if (copy.fields) headers.push_back(header_json("Content-Type", copy.content_type));
  const auto query = copy.url.find('?');
  const Target shown{{}, query == copy.url.npos ? std::string() : copy.url.substr(query + 1)};
  Json request = {
      {"method", copy.method},         {"url", copy.url},
      {"httpVersion", "HTTP/1.1"},     {"cookies", Json::array()},
      {"headers", std::move(headers)}, {"queryString", pairs_json(query_parameters(shown))},
      {"headersSize", kUnknown},       {"bodySize", exchange.request.body.size()}};
  if (copy.fields) {
    request["postData"] = {{"mimeType", copy.content_type}, {"params", pairs_json(*copy.fields)}};
  } else if (!copy.body.empty()) {
    request["postData"] = {{"mimeType", copy.content_type}, {"text", copy.body}};
  }
  return request;
}

Json response_json(const Exchange& exchange, const Json& shown) {
  Json content = {
      {"size", exchange.body_bytes},
      {"mimeType", exchange.response_headers.find("Content-Type").value_or("x-unknown")},
      {"text", shown["response"]}};
  return {{"status", exchange.status},
          {"statusText", ""},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", Json::array()},
          {"headers", headers_json(shown["response_headers"])},
          {"content", std::move(content)},
          {"redirectURL", ""},
          {"headersSize", kUnknown},
          {"bodySize", exchange.body_bytes}};
}

}  // namespace

Json har_log() {
  return {{"log",
           {{"version", "1.2"},
            {"creator", {{"name", "zoom-mock"}, {"version", ZOOM_MOCK_VERSION}}},
            {"entries", Json::array()}}}};
}

Json har_entry(const Exchange& exchange, const std::string& base_url, Secrets secrets) {
  auto shown = exchange_json(exchange, secrets);
  const auto copy = copy_of(exchange, base_url, secrets);
  const auto took = exchange.ending ? shown["took_ms"].get<double>() : 0.0;
  Json entry = {{"startedDateTime", to_iso8601(exchange.arrived)},
                {"time", took},
                {"request", request_json(exchange, copy)},
                {"response", response_json(exchange, shown)},
                {"cache", Json::object()},
                {"timings", {{"send", 0}, {"wait", took}, {"receive", 0}}}};
  auto& own = entry["_zoom_mock"] = Json::object();
  for (const auto* const name :
       {"number", "session", "scenario", "operation", "token", "meeting", "code", "outcome", "why",
        "notes", "violations", "fault", "ended"}) {
    own[name] = std::move(shown[name]);
  }
  return entry;
}

}  // namespace zoom_mock
