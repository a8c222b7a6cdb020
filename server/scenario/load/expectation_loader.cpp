#include "server/scenario/load/expectation_loader.h"

#include <cstdint>
#include <limits>
#include <string>

namespace zoom_mock {

Range read_expected_calls(const JsonNode& node, ProblemSink& sink) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  ObjectReader object(node, "expectation", sink);
  const auto exactly = object.integer("exactly", 0, kMost);
  const auto least = object.integer("at_least", 0, kMost);
  const auto most = object.integer("at_most", 0, kMost);
  const auto never = object.boolean("never");
  object.finish();
  if (node.is_object() && node.members.empty()) {
    sink.error(node.span, "an empty expectation says nothing",
               "one of exactly, at_least, at_most, never");
  }
  if (never == false) {
    sink.error(node.find("never")->value.span, "\"never\" can only be true",
               R"(did you mean { "at_least": 1 }?)");
  }
  if ((exactly || never) && node.members.size() > 1) {
    sink.error(node.span,
               std::string(exactly ? "\"exactly\"" : "\"never\"") + " excludes other keys",
               "it already says how many calls");
  }
  Range calls;
  calls.low = static_cast<std::uint64_t>(exactly.value_or(least.value_or(0)));
  if (never) calls.high = 0;
  if (exactly || most) calls.high = static_cast<std::uint64_t>(exactly ? *exactly : *most);
  if (calls.low > calls.high) sink.error(node.span, "no number of calls can satisfy this");
  return calls;
}

}  // namespace zoom_mock
