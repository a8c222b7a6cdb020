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
#include "tests/scenario/load/mistake_gallery.h"

namespace zoom_mock {

namespace {

using nlohmann::json;

/// Mistakes that a schema has no words for; the loader alone refuses them.
const std::set<std::string> kBeyondSchema = {
    "Name_Not_Kebab",                        // file names
    "assertion-names-unknown-stub",          // names that must exist elsewhere
    "assertion-path-without-version",        // what stands inside strings
    "assertion-says-nothing",                // which keys are demands
    "bad-regular-expression",                // RE2's syntax
    "bare-404-with-headers",                 // what loads and is hardly meant
    "bare-429",                              //
    "body-file-does-not-exist",              // files
    "body-file-outside-the-folder",          //
    "delay-bounds-swapped",                  // one value against another
    "delay-max-below-median",                //
    "duplicate-key",                         // what a JSON reader drops before a schema sees it
    "example-expects-unknown-stub",          // names that must exist elsewhere
    "example-leaves-out-nothing",            // which fields are sent by themselves
    "example-with-unknown-alias",            // names that must exist elsewhere
    "expect-impossible",                     // one value against another
    "expect-unknown-stub",                   // names that must exist elsewhere
    "extends-itself",                        //
    "extends-unknown-scenario",              //
    "field-of-an-operation-without-fields",  // what each operation has
    "field-of-no-operation",                 //
    "issues-unknown-alias",                  // names that must exist elsewhere
    "large-regular-expression",              // RE2's limits
    "length-range-backwards",                // arithmetic
    "look-behind-in-regular-expression",     // RE2's syntax
    "meeting-id-too-large",                  // arithmetic
    "method-of-another-operation",           // what each operation has
    "path-without-version",                  // what stands inside strings
    "operation-and-its-path",                // one value against another
    "placeholder-of-no-field",               // what stands inside strings
    "placeholder-of-unknown-field",          //
    "removed-expectation-is-not-inherited",  // names that must exist elsewhere
    "removed-meeting-is-not-inherited",      // names that must exist elsewhere
    "removed-token-is-not-inherited",        //
    "two-clients-with-one-id",               // one value against another
    "two-stubs-with-one-name",               //
    "two-tokens-with-one-value",             //
    "unknown-alias",                         // names that must exist elsewhere
    "unknown-placeholder",                   // what stands inside strings
    "unknown-placeholder-in-body-file",      //
    "unknown-placeholder-in-key",            //
    "unreachable-stub",                      // one stub against another
    "webhook-leads-elsewhere",               // what loads and is hardly meant
    "world-without-a-meeting",               // what stands inside strings
};

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

/// The text with these words as the enum of that definition, one a line.
std::string with_enum(std::string text, std::string_view definition,
                      const std::vector<std::string_view>& words) {
  const auto key = text.find("\"enum\": [", text.find(definition));
  REQUIRE(key != std::string::npos);
  const std::string indent(key - text.rfind('\n', key) - 1, ' ');
  std::string list;
  for (const auto word : words) {
    list += (list.empty() ? "\n" : ",\n") + indent + "  \"" + std::string(word) + '"';
  }
  const auto open = text.find('[', key) + 1;
  return text.replace(open, text.find(']', open) - open, list + "\n" + indent);
}

/// The schema of a field as the API has it.
std::string field_schema(const FieldRule& rule) {
  const auto described = [](const std::string& type) {
    return R"({ "description": "As the API has it.", "type": ")" + type + '"';
  };
  std::string choices;
  for (const auto value : rule.values) {
    choices += (choices.empty() ? "" : ", ") +
               (rule.kind == FieldKind::kInteger ? std::string(value) : json(value).dump());
  }
  if (!choices.empty())
    return R"({ "description": "As the API has it.", "enum": [)" + choices + "] }";
  switch (rule.kind) {
    case FieldKind::kBoolean:
      return described("boolean") + " }";
    case FieldKind::kList:
      return described("array") + " }";
    case FieldKind::kInteger: {
      auto text = described("integer");
      if (rule.min) text += ", \"minimum\": " + std::to_string(*rule.min);
      if (rule.max) text += ", \"maximum\": " + std::to_string(*rule.max);
      return text + " }";
    }
    default:
      break;
  }
  auto text = described("string");
  if (rule.max_bytes > 0) text += ", \"maxLength\": " + std::to_string(rule.max_bytes);
  return text + " }";
}

/// The text with the fields of a table behind the last property of its own that a definition has.
std::string with_fields(std::string text, std::string_view definition, std::string_view last,
                        std::span<const FieldRule> rules) {
  std::string properties;
  std::string_view group;
  const auto close_group = [&] {
    if (!group.empty()) properties += "\n          }\n        }";
    group = {};
  };
  for (const auto& rule : rules) {
    const auto dot = rule.name.find('.');
    const bool is_member = dot != rule.name.npos;
    const auto of = is_member ? rule.name.substr(0, dot) : std::string_view();
    if (of != group) close_group();
    if (is_member && group.empty()) {
      properties += ",\n        \"" + std::string(of) +
                    "\": {\n          \"description\": \"As the API has it.\",\n"
                    "          \"type\": \"object\",\n          \"additionalProperties\": false,\n"
                    "          \"properties\": {";
    }
    const bool is_first = is_member && group.empty();
    group = of;
    const auto name = is_member ? rule.name.substr(dot + 1) : rule.name;
    properties += std::string(is_first ? "" : ",") + "\n        " + (is_member ? "    " : "") +
                  '"' + std::string(name) + "\": " + field_schema(rule);
  }
  close_group();
  const auto begin = text.find(last, text.find(definition));
  REQUIRE(begin != std::string::npos);
  const auto open = begin + last.size();
  return text.replace(open, text.find("\n      }\n    }", open) - open, properties);
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
  const auto replies = reply_names();
  const auto ids = callable_operations();
  const auto schema = read_file(schema_path(), 1024UL * 1024);
  // `make golden` writes the tables into the schema.
  auto text = with_enum(with_enum(schema, R"("reply_name": {)", {replies.begin(), replies.end()}),
                        R"("operation": {)", {ids.begin(), ids.end()});
  const auto events = subscribed_event_names();
  text = with_enum(text, R"("events": {)", {events.begin(), events.end()});
  text = with_fields(text, R"(    "meeting": {)", R"("$ref": "#/definitions/livestream" })",
                     meeting_fields());
  text = with_fields(text, R"(    "user": {)", "\"default\": \"active\"\n        }", user_fields());
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
