#include "server/app/scenario_text.h"

#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/base/json_layout.h"
#include "server/base/json_text.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kIndent = 4;  // of what is in a section

std::string comment(const std::string& text) {
  return text.empty() ? "//" : "// " + explanation_line(text);
}

void write_section(std::string_view name, const std::vector<CommentedValue>& values,
                   std::string& text) {
  if (values.empty()) return;
  const bool is_list = values.front().key.empty();
  text += ",\n\n  " + json_string(name) + ": " + (is_list ? "[" : "{");
  const std::string margin(kIndent, ' ');
  for (const auto& value : values) {
    text += "\n";
    for (const auto& line : value.above) text += margin + comment(line) + "\n";
    text += margin + (is_list ? std::string() : json_string(value.key) + ": ") +
            laid_out(nlohmann::ordered_json::parse(value.value), kIndent);
    if (&value != &values.back()) text += ",";
    if (!value.behind.empty()) text += " " + comment(value.behind);
  }
  text += std::string("\n  ") + (is_list ? "]" : "}");
}

}  // namespace

std::string written(const ScenarioText& scenario) {
  std::string text;
  for (const auto& line : scenario.head) text += comment(line) + "\n";
  text += "{";
  const char* separator = "\n  ";
  for (const auto& value : scenario.plain) {
    text += separator + json_string(value.key) + ": " + value.value;
    separator = ",\n  ";
  }
  write_section("tokens", scenario.tokens, text);
  write_section("meetings", scenario.meetings, text);
  write_section("stubs", scenario.stubs, text);
  write_section("examples", scenario.examples, text);
  return text + "\n}\n";
}

}  // namespace zoom_mock
