// Input: the text of a scenario file that stands beside one it may extend, called "base".
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/base/json_source.h"
#include "server/scenario/load/scenario_loader.h"
#include "tests/fuzz/input.h"

using namespace zoom_mock;

namespace {

constexpr std::string_view kBase = R"({
  "tokens": { "host": "base-token", "old": { "value": "old-token", "state": "expired" } },
  "meetings": { "1": {}, "*": {} },
  "stubs": [{ "name": "base", "when": { "token": "host", "call": 2 }, "reply": 503 }]
})";

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view line_of(std::string_view text, int number) {
  while (number-- > 1) {
    const auto end = text.find('\n');
    require(end != std::string_view::npos);
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

/// Its place is inside the text, and what is printed is a line or three.
void check(const Problem& problem, std::string_view text) {
  require(problem.file == "fuzz.json");
  require(!problem.message.empty());
  require(problem.place.line >= 1 && problem.place.column >= 1 && problem.place.length >= 1);
  const auto line = line_of(text, problem.place.line);
  require(static_cast<std::size_t>(problem.place.column) <= characters(line) + 1);
  require(line.find(problem.place.line_text) != std::string_view::npos);
  const auto lines = std::ranges::count(render(problem), '\n');
  require(lines == (problem.place.line_text.empty() ? 1 : 3));
}

void check(const Scenario& scenario) {
  for (const auto& token : scenario.tokens) require(!token.alias.empty() && !token.value.empty());
  for (const auto& stub : scenario.stubs) require(!stub.name.empty() && !stub.replies.empty());
  for (const auto& example : scenario.examples) require(!example.get.empty());
  for (const auto& [id, meeting] : scenario.meetings) require(id != "*");
}

/// The parser agrees with another one on what is JSON, and on its value.
void check_against_peer(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return;  // the end of a text, to the other one
  const auto document = parse_json(text, JsonComments::kIgnored);
  const auto peer = nlohmann::ordered_json::parse(text, nullptr, false, true);
  if (!document.syntax_error) {
    require(!peer.is_discarded());
    require(!document.duplicate_keys.empty() || to_json(document.root) == peer);
    return;
  }
  require(peer.is_discarded() || document.syntax_error->message.starts_with("nested deeper"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(as_text(data, size));
  check_against_peer(text);

  const auto loaded = load_scenarios({{"base", "base.json", std::string(kBase), std::nullopt},
                                      {"fuzz", "fuzz.json", text, std::nullopt}});
  for (const auto& problem : loaded.problems) check(problem, text);
  require(loaded.scenarios.contains("base"));
  if (!has_errors(loaded.problems)) check(*loaded.scenarios.at("fuzz"));
  return 0;
}
