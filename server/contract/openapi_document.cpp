#include "server/contract/openapi_document.h"

#include <map>
#include <nlohmann/json.hpp>

#include "server/http/grammar.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kVersionPrefix = "/v2";

// ---- Requests ----------------------------------------------------------------------------------

Json integer_schema(const FieldRule& rule) {
  Json schema = {{"type", "integer"}};
  if (rule.min) schema["minimum"] = *rule.min;
  if (rule.max) schema["maximum"] = *rule.max;
  for (const auto value : rule.values) schema["enum"].push_back(Json::parse(value));
  return schema;
}

Json field_schema(const FieldRule& rule) {
  if (rule.kind == FieldKind::kBoolean) return {{"type", "boolean"}};
  if (rule.kind == FieldKind::kInteger) return integer_schema(rule);
  if (rule.kind == FieldKind::kList) return {{"type", "array"}, {"items", Json::object()}};
  Json schema = {{"type", "string"}};
  // Bytes, in truth: characters beyond ASCII have more than one.
  if (rule.min_bytes > 0) schema["minLength"] = rule.min_bytes;
  if (rule.max_bytes > 0) schema["maxLength"] = rule.max_bytes;
  if (rule.kind == FieldKind::kUri) schema["format"] = "uri";
  if (rule.kind == FieldKind::kEmail) schema["format"] = "email";
  for (const auto value : rule.values) schema["enum"].push_back(value);
  if (!rule.sample.empty()) schema["example"] = rule.sample;
  return schema;
}

/// An object; a dot in a field's name leads into one below.
Json body_schema(const Operation& operation) {
  Json schema = {{"type", "object"}};
  for (const auto& rule : operation.fields) {
    auto* object = &schema;
    auto name = rule.name;
    for (auto dot = name.find('.'); dot != name.npos; dot = name.find('.')) {
      object = &(*object)["properties"][std::string(name.substr(0, dot))];
      (*object)["type"] = "object";
      name.remove_prefix(dot + 1);
    }
    (*object)["properties"][std::string(name)] = field_schema(rule);
    if (rule.required) (*object)["required"].push_back(name);
  }
  return schema;
}

Json request_body(const Operation& operation, Profile profile) {
  const auto schema = body_schema(operation);
  Json content = {{"application/json", {{"schema", schema}}}};
  if (operation.takes_forms && profile == Profile::kDocumented)
    content["multipart/form-data"] = {{"schema", schema}};
  return {{"required", true}, {"content", std::move(content)}};
}

Json path_parameter(std::string_view name, Json schema, Json example) {
  return {{"name", name},
          {"in", "path"},
          {"required", true},
          {"schema", std::move(schema)},
          {"example", std::move(example)}};
}

/// Source: documented, S18: int64. Assumed: that 0 and less name nothing.
Json id_parameter(const Operation& operation) {
  if (!is_number(operation.id_kind)) {
    return path_parameter(operation.id_name(), {{"type", "string"}}, operation.sample_id);
  }
  return path_parameter(operation.id_name(),
                        {{"type", "integer"}, {"format", "int64"}, {"minimum", 1}},
                        std::stoll(std::string(operation.sample_id)));
}

Json parameters_of(const Operation& operation) {
  auto parameters = Json::array();
  if (operation.id_kind != IdKind::kNone) parameters.push_back(id_parameter(operation));
  if (const auto open = operation.path.rfind("/{"); !operation.sample_item.empty()) {
    const auto name = operation.path.substr(open + 2, operation.path.find('}', open) - open - 2);
    parameters.push_back(path_parameter(name, {{"type", "string"}}, operation.sample_item));
  }
  // Without limits: what is beyond them is taken all the same, as observed.
  for (const auto& rule : operation.query) {
    parameters.push_back({{"name", rule.name}, {"in", "query"}, {"schema", {{"type", "string"}}}});
  }
  return parameters;
}

// ---- Answers -----------------------------------------------------------------------------------

/// The schema that a value fits, and others of its types.
Json schema_like(const Json& value) {
  if (value.is_object()) {
    Json schema = {{"type", "object"}, {"properties", Json::object()}};
    for (const auto& [name, member] : value.items()) {
      schema["properties"][name] = schema_like(member);
    }
    return schema;
  }
  if (value.is_array()) {
    return {{"type", "array"}, {"items", value.empty() ? Json::object() : schema_like(value[0])}};
  }
  if (value.is_boolean()) return {{"type", "boolean"}};
  return {{"type", value.is_number() ? "number" : "string"}};
}

/// All answers of one status.
struct StatusAnswers {
  std::vector<CatalogueReply> replies;
  Json examples = Json::object();  ///< by the reply's name
};

/// "meeting-does-not-exist, 3001: Meeting does not exist: {meeting_id}. (documented: …)"
std::string described(const CatalogueReply& reply, const Wording& wording) {
  auto text = std::string(reply.name);
  if (reply.code != 0) text += ", " + std::to_string(reply.code);
  if (!wording.message.empty()) text += ": " + std::string(wording.message);
  return text + " (" + std::string(provenance_name(wording.provenance)) + ": " +
         std::string(wording.source) + ")";
}

Json answer_schema(const StatusAnswers& answers) {
  for (const auto& [name, example] : answers.examples.items()) {
    if (is_made(name)) return schema_like(example["value"]);
  }
  return {{"$ref", "#/components/schemas/error"}};
}

Json response_of(const StatusAnswers& answers, Profile profile) {
  std::string description;
  bool has_body = false;
  for (const auto& reply : answers.replies) {
    description += (description.empty() ? "" : "\n\n") + described(reply, reply.wording(profile));
    has_body |= reply.has_body() || is_made(reply.name);
  }
  Json response = {{"description", description}};
  if (!has_body) return response;
  Json content = {{"schema", answer_schema(answers)}};
  if (!answers.examples.empty()) content["examples"] = answers.examples;
  response["content"]["application/json"] = std::move(content);
  return response;
}

Json responses_of(const Operation& operation, const std::vector<AnsweredRow>& rows,
                  Profile profile) {
  std::map<int, StatusAnswers> by_status;
  for (const auto& reply : answers_of(operation)) {
    by_status[reply.wording(profile).status].replies.push_back(reply);
  }
  for (const auto* const answered : answered_rows_of(rows, operation.id)) {
    auto& examples = by_status[answered->answer.status].examples;
    const auto value = Json::parse(answered->answer.body, nullptr, /*allow_exceptions=*/false);
    if (value.is_discarded()) continue;
    examples[std::string(answered->row.reply)] = {{"summary", answered->row.sentence},
                                                  {"value", value}};
  }
  auto responses = Json::object();
  for (const auto& [status, answers] : by_status) {
    responses[std::to_string(status)] = response_of(answers, profile);
  }
  return responses;
}

Json operation_json_of(const Operation& operation, const std::vector<AnsweredRow>& rows,
                       Profile profile) {
  auto scopes = Json::array();
  for (const auto scope : operation.scopes) scopes.push_back(scope);
  Json json = {{"operationId", operation.id},
               {"description", "Source, " + std::string(provenance_name(operation.provenance)) +
                                   ": " + std::string(operation.source)},
               {"x-scopes", std::move(scopes)}};
  if (auto parameters = parameters_of(operation); !parameters.empty()) {
    json["parameters"] = std::move(parameters);
  }
  if (!operation.fields.empty()) json["requestBody"] = request_body(operation, profile);
  json["responses"] = responses_of(operation, rows, profile);
  return json;
}

Json components() {
  const Json text = {{"type", "string"}};
  const Json field_error = {
      {"type", "object"},
      {"required", {"field", "message"}},
      {"properties", {{"field", text}, {"message", text}}},
  };
  return {{"schemas",
           {{"error",
             {{"type", "object"},
              {"required", {"code", "message"}},
              {"properties",
               {{"code", {{"type", "integer"}}},
                {"message", text},
                {"errors", {{"type", "array"}, {"items", field_error}}}}}}}}},
          {"securitySchemes", {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi_document(const std::vector<AnsweredRow>& rows, Profile profile) {
  Json document = {
      {"openapi", "3.0.3"},
      {"info",
       {{"title", "Zoom's API, as zoom-mock answers it"},
        {"description",
         "Written by zoom-mock " ZOOM_MOCK_VERSION " in profile " +
             std::string(profile_name(profile)) +
             ". It is not made by Zoom; each answer says how far it can be trusted."},
        {"version", ZOOM_MOCK_VERSION},
        {"license", {{"name", "MIT"}, {"url", "https://opensource.org/license/mit"}}}}},
      {"servers", Json::array({{{"url", "http://127.0.0.1:8080/v2"}}})},
      {"security", Json::array({{{"bearer", Json::array()}}})}};
  auto& paths = document["paths"] = Json::object();
  for (const auto& operation : operations()) {
    const auto path = operation.path.substr(kVersionPrefix.size());
    paths[std::string(path)][lower_case(operation.method)] =
        operation_json_of(operation, rows, profile);
  }
  document["components"] = components();
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace zoom_mock
