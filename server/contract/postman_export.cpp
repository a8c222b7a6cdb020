#include "server/contract/postman_export.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "server/base/json_text.h"
#include "server/http/multipart.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat =
    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
constexpr std::string_view kFormType = "multipart/form-data";

/// What is in braces here is in double ones there.
std::string with_variables(std::string_view text) {
  Given doubled;
  for (const auto& need : needs()) doubled.emplace(need.name, "{{" + std::string(need.name) + "}}");
  return with_given(text, doubled);
}

std::string url_of(const ContractRequest& request) {
  return "{{baseUrl}}" + with_variables(request.path);
}

/// The URL as a whole, and taken apart as their format wants it.
Json url_json(const ContractRequest& request) {
  auto path = Json::array();
  std::istringstream segments(with_variables(request.path).substr(1));
  for (std::string segment; std::getline(segments, segment, '/');) path.push_back(segment);
  return {{"raw", url_of(request)}, {"host", {"{{baseUrl}}"}}, {"path", std::move(path)}};
}

/// The parts of a form that needs no more than its names and values; else nothing. Nor of one
/// without parts: Postman would send no body, and no Content-Type.
std::optional<Json> form_json(const ContractRequest& request) {
  if (!request.content_type.starts_with(kFormType)) return std::nullopt;
  const auto multipart = parse_multipart(request.content_type, request.body);
  if (multipart.defect != MultipartDefect::kNone || !multipart.notes.empty()) return std::nullopt;
  if (multipart.parts.empty()) return std::nullopt;
  auto fields = Json::array();
  for (const auto& part : multipart.parts) {
    fields.push_back({{"key", part.name}, {"value", part.content}, {"type", "text"}});
  }
  return fields;
}

Json header_json(std::string_view key, const std::string& value) {
  return {{"key", key}, {"value", value}};
}

Json request_json(const ContractRequest& request) {
  const auto form = form_json(request);
  auto headers = Json::array({header_json("Accept", "application/json")});
  if (!request.authorization.empty()) {
    headers.push_back(header_json("Authorization", with_variables(request.authorization)));
  }
  if (!request.content_type.empty() && !form) {
    headers.push_back(header_json("Content-Type", request.content_type));
  }
  Json json = {{"method", request.method}, {"header", headers}, {"url", url_json(request)}};
  if (form) {
    json["body"] = {{"mode", "formdata"}, {"formdata", *form}};
  } else if (!request.body.empty()) {
    json["body"] = {{"mode", "raw"}, {"raw", with_variables(request.body)}};
  }
  return json;
}

// ---- Saved examples ----------------------------------------------------------------------------

Json example_json(const AnsweredRow& answered) {
  const auto& [row, answer] = answered;
  auto headers = Json::array();
  if (const auto type = answer.headers.find("Content-Type")) {
    headers.push_back(header_json("Content-Type", std::string(*type)));
  }
  return {{"name", std::string(row.reply) + ": " + row.sentence},
          {"originalRequest", request_json(row.request)},
          {"code", answer.status},
          {"_postman_previewlanguage", answer.body.empty() ? "text" : "json"},
          {"header", std::move(headers)},
          {"cookie", Json::array()},
          {"body", answer.body}};
}

// ---- Tests -------------------------------------------------------------------------------------

/// A wording as a regular expression of JavaScript: any text where names stand in braces.
std::string pattern_of(std::string_view wording) {
  std::string pattern = "/^";
  while (!wording.empty()) {
    const char c = wording.front();
    if (c == '{') {
      pattern += ".+";
      wording.remove_prefix(wording.find('}') + 1);
      continue;
    }
    if (std::string_view(R"(.*+?^$()[]|/\)").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
    wording.remove_prefix(1);
  }
  return pattern + "$/";
}

std::vector<std::string> body_tests(const AnsweredRow& answered, const CatalogueReply& reply,
                                    Profile profile) {
  if (answered.answer.body.empty()) {
    return {R"(pm.test("there is no body", () => pm.expect(pm.response.text()).to.equal(""));)"};
  }
  if (reply.code == 0) {
    return {
        R"(pm.test("the body is an object", () => pm.expect(pm.response.json()).to.be.an("object"));)"};
  }
  return {"pm.test(\"code " + std::to_string(reply.code) +
              "\", () => pm.expect(pm.response.json().code).to.equal(" +
              std::to_string(reply.code) + "));",
          "pm.test(\"the message\", () => pm.expect(pm.response.json().message).to.match(" +
              pattern_of(reply.wording(profile).message) + "));"};
}

Json script_json(std::string_view listen, const std::vector<std::string>& lines) {
  return {{"listen", listen}, {"script", {{"type", "text/javascript"}, {"exec", lines}}}};
}

/// What sends the request once before it is sent itself.
std::vector<std::string> sent_before(const ContractRequest& request) {
  const auto filled = [](const std::string& text) {
    return "pm.variables.replaceIn(" + json_string(text) + ")";
  };
  return {"pm.sendRequest({ url: " + filled(url_of(request)) + ",",
          "  method: " + json_string(request.method) + ",",
          "  header: { Authorization: " + filled(with_variables(request.authorization)) +
              ", \"Content-Type\": " + json_string(request.content_type) + " },",
          "  body: { mode: \"raw\", raw: " + json_string(request.body) + " } }, () => {});"};
}

Json events_json(const AnsweredRow& answered, const CatalogueReply& reply, Profile profile) {
  const auto status = std::to_string(answered.answer.status);
  std::vector<std::string> tests = {"pm.test(\"status " + status +
                                    "\", () => pm.response.to.have.status(" + status + "));"};
  for (auto& test : body_tests(answered, reply, profile)) tests.push_back(std::move(test));
  auto events = Json::array({script_json("test", tests)});
  for (int time = 1; time < answered.row.request.times; ++time) {
    events.push_back(script_json("prerequest", sent_before(answered.row.request)));
  }
  return events;
}

// ---- The collection ----------------------------------------------------------------------------

Json folder_json(const Operation& operation, const std::vector<AnsweredRow>& rows,
                 Profile profile) {
  const auto answers = answered_rows_of(rows, operation.id);
  auto items = Json::array();
  for (const auto* const answered : answers) {
    items.push_back({{"name", std::string(answered->row.reply) + ": " + answered->row.sentence},
                     {"event", events_json(*answered, expected_reply(answered->row), profile)},
                     {"request", request_json(answered->row.request)},
                     {"response", Json::array()}});
  }
  for (const auto* const answered : answers) {
    items.front()["response"].push_back(example_json(*answered));
  }
  return {{"name", operation.id}, {"item", std::move(items)}};
}

Json variables_json(const Given& given) {
  auto variables = Json::array({{{"key", "baseUrl"}, {"value", "http://127.0.0.1:8080/v2"}}});
  for (const auto& [name, value] : given) {
    variables.push_back({{"key", name}, {"value", value}});
  }
  return variables;
}

}  // namespace

std::string exported_collection(const std::vector<AnsweredRow>& rows, const Given& given,
                                Profile profile) {
  Json collection = {
      {"info",
       {{"name", "Zoom's API, as zoom-mock answers it"},
        {"description", std::string("Run it against `zoom-mock serve --scenario contract`. Written "
                                    "by zoom-mock " ZOOM_MOCK_VERSION " in profile ") +
                            std::string(profile_name(profile)) + ". It is not made by Zoom."},
        {"schema", kFormat}}},
      {"item", Json::array()},
      {"variable", variables_json(given)}};
  for (const auto& operation : operations()) {
    collection["item"].push_back(folder_json(operation, rows, profile));
  }
  return collection.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace zoom_mock
