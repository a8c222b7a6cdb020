#include "tests/contract/sending.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace contract {
namespace {

using zoom_livestream::LivestreamClient;
using zoom_livestream::LivestreamSettings;

Answer send_by_client(const Target& target, const std::string& token, const std::string& meeting,
                      const LivestreamSettings& settings) {
  const auto result = LivestreamClient{target.base_url, token}.update(meeting, settings);
  CAPTURE(to_string(result));
  REQUIRE(result.transport_error() == nullptr);
  if (result.ok()) return {.status = 204};
  const auto& error = *result.zoom_error();
  return {error.http_status, error.code, error.message, error.errors, error.body};
}

Answer read_answer(const httplib::Response& response) {
  Answer answer{.status = response.status, .body = response.body, .headers = response.headers};
  const auto json = nlohmann::json::parse(response.body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return answer;
  if (json.contains("code")) answer.code = json["code"].get<std::int64_t>();
  answer.message = json.value("message", "");
  for (const auto& error : json.value("errors", nlohmann::json::array())) {
    answer.errors.push_back({error.value("field", ""), error.value("message", "")});
  }
  return answer;
}

}  // namespace

Send update(const LivestreamSettings& settings) {
  return [=](const Target& target) {
    return send_by_client(target, target.token, target.meeting, settings);
  };
}

Send update_meeting(const std::string& meeting) {
  return [=](const Target& target) {
    return send_by_client(target, target.token, meeting, kPublished);
  };
}

Send update_with_token(const std::string& token, const std::string& meeting) {
  return [=](const Target& target) {
    return send_by_client(target, token, meeting.empty() ? target.meeting : meeting, kPublished);
  };
}

std::string form(const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body += "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    body += value + "\r\n";
  }
  return body + "--limit--\r\n";
}

Fields fields_but(const std::string& name, std::optional<std::string> value) {
  Fields fields;
  for (const auto& field : kPublishedFields) {
    if (field.first != name) fields.push_back(field);
    if (field.first == name && value) fields.emplace_back(name, *value);
  }
  return fields;
}

std::string RawRequest::published_form() { return form(kPublishedFields); }

Send raw(const RawRequest& sample) {
  return [sample](const Target& target) {
    const auto host_begin = target.base_url.find("://") + 3;
    const auto path_begin = std::min(target.base_url.find('/', host_begin), target.base_url.size());
    const std::string origin = target.base_url.substr(0, path_begin);

    httplib::Request request;
    request.method = sample.method;
    request.path = sample.absolute_form ? target.base_url : target.base_url.substr(path_begin);
    request.path += sample.path;
    const std::string placeholder = "{meeting}";
    const auto place = request.path.find(placeholder);
    if (place != std::string::npos) request.path.replace(place, placeholder.size(), target.meeting);
    request.body = sample.body;
    request.headers = {{"Content-Type", sample.content_type}};
    const auto authorization = sample.authorization.value_or("Bearer " + target.token);
    if (!authorization.empty()) request.headers.emplace("Authorization", authorization);

    httplib::Client http(origin);
    http.set_tcp_nodelay(true);
    const auto result = http.send(request);
    REQUIRE_MESSAGE(result, httplib::to_string(result.error()));
    return read_answer(*result);
  };
}

Send raw_form(const Fields& fields) { return raw({.body = form(fields)}); }

Send raw_json(const std::string& json) {
  return raw({.content_type = "application/json", .body = json});
}

}  // namespace contract
