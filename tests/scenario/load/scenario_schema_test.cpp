// scenario.schema.json is for editors; what it says must be what the loader says.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "server/base/file.h"
#include "server/base/json_source.h"
#include "server/base/source_text.h"
#include "server/zoom/object_fields.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"
#include "server/zoom/webhook_events.h"
#include "tests/scenario/load/beyond_schema.h"
#include "tests/scenario/load/mistake_gallery.h"
#include "tests/scenario/load/schema_tables.h"

namespace zoom_mock {
namespace {

using nlohmann::json;

std::filesystem::path schema_path() {
  return tests_folder().parent_path() / "scenarios" / "scenario.schema.json";
}

json read_schema() { return json::parse(read_file(schema_path(), 1024UL * 1024)); }

class SchemaCheck {
 public:
  SchemaCheck() {
    const auto document = read_schema();
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    valijson::SchemaParser().populateSchema(adapter, schema_);
  }

  /// Of a text that is no JSON: false, as in any editor.
  bool accepts(const std::string& text) const {
    const auto document = json::parse(text, nullptr, false, true);
    if (document.is_discarded()) return false;
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    return valijson::Validator().validate(schema_, adapter, nullptr);
  }

 private:
  valijson::Schema schema_;
};

std::vector<ScenarioFile> every_form() {
  return {read_scenario_file(tests_folder() / "language" / "everything.json"),
          read_scenario_file(tests_folder() / "language" / "assertions.json")};
}

void collect_values(const JsonNode& node, std::vector<Span>& spans) {
  spans.push_back(node.span);
  for (const auto& item : node.items) collect_values(item, spans);
  for (const auto& member : node.members) collect_values(member.value, spans);
}

/// Puts other values in the place of one. Returns how many of them the loader takes, as the schema
/// must too.
std::size_t check_changes(const ScenarioFile& file, Span value, const SchemaCheck& schema) {
  std::size_t taken = 0;
  for (const std::string other :
       {"null", "true", "-1", "0", "1.5", "300", R"("")", R"("a b")", R"("7")", "[]", R"(["a"])",
        "[1,2]", "{}", R"({"is":"absent"})"}) {
    auto changed = file;
    changed.text.replace(value.offset, value.length, other);
    if (has_errors(own_problems_of(changed))) continue;
    CAPTURE(file.text.substr(value.offset, value.length));
    CAPTURE(value.offset);
    CAPTURE(other);
    CHECK(schema.accepts(changed.text));
    ++taken;
  }
  return taken;
}

/// Every object schema below a schema.
void collect(const json& node, std::vector<json>& schemas) {
  if (node.is_object() && node.contains("properties")) schemas.push_back(node);
  for (const auto& child : node) {
    if (child.is_structured()) collect(child, schemas);
  }
}

}  // namespace

TEST_CASE("scenario_schema: every shipped scenario is accepted by schema and loader") {
  const SchemaCheck schema;
  CHECK(load_scenarios(embedded_scenario_files()).problems.empty());
  for (const auto& file : embedded_scenario_files()) {
    CAPTURE(file.name);
    CHECK(schema.accepts(file.text));
  }
}

TEST_CASE("scenario_schema: every form of the language is accepted by schema and loader") {
  for (const auto& file : every_form()) {
    CHECK(problems_of(file).empty());
    CHECK(SchemaCheck().accepts(file.text));
  }
}

TEST_CASE("scenario_schema: it refuses nothing that the loader takes") {
  const SchemaCheck schema;
  std::size_t taken = 0;
  for (const auto& file : every_form()) {
    std::vector<Span> values;
    collect_values(parse_json(file.text, JsonComments::kIgnored).root, values);
    for (const auto& value : values) taken += check_changes(file, value, schema);
  }
  CHECK(taken > 100);
}

TEST_CASE("scenario_schema: every mistake is refused by both, but for those beyond a schema") {
  const SchemaCheck schema;
  for (const auto& file : mistake_gallery()) {
    CAPTURE(file.name);
    CHECK_FALSE(own_problems_of(file).empty());
    CHECK(schema.accepts(file.text) == kBeyondSchema.contains(file.name));
  }
}

TEST_CASE("scenario_schema: what is beyond it stands in the gallery") {
  std::set<std::string> names;
  for (const auto& file : mistake_gallery()) names.insert(file.name);
  CHECK(std::ranges::includes(names, kBeyondSchema));
}

TEST_CASE("scenario_schema: it knows the replies, the operations and the fields of the tables") {
  // `make golden` writes the tables into the schema.
  auto text = read_file(schema_path(), 1024UL * 1024);
  text = with_enum(text, R"("reply_name": {)", reply_names());
  text = with_enum(text, R"("operation": {)", callable_operations());
  text = with_enum(text, R"("events": {)", subscribed_event_names());
  std::vector<std::string_view> types;
  text = with_fields(text, R"(    "meeting": {)", R"("$ref": "#/definitions/livestream" })",
                     rules_of_both_kinds(types));
  text = with_fields(text, R"(    "user": {)", "\"default\": \"active\"\n        }", user_fields());
  text = with_fields(text, R"(    "registrant": {)", "\"default\": \"approved\"\n        }",
                     registrant_fields());
  check_file(schema_path(), text);
}

TEST_CASE("scenario_schema: every key is described, and no object takes unknown keys") {
  const auto root = read_schema();
  std::vector<json> schemas;
  collect(root, schemas);
  CHECK(schemas.size() > 10);
  for (const auto& schema : schemas) {
    if (!schema.contains("type")) continue;  // a condition, not the object itself
    CAPTURE(schema.dump());
    CHECK(schema.value("additionalProperties", true) == false);
    for (const auto& property : schema["properties"].items()) {
      CAPTURE(property.key());
      const auto& value = property.value();
      const auto definition =
          value.contains("$ref")
              ? root.at(json::json_pointer(value["$ref"].get<std::string>().substr(1)))
              : value;
      CHECK(definition.contains("description"));
    }
  }
}

}  // namespace zoom_mock
