#include "server/scenario/load/pattern_check.h"

#include <cstddef>
#include <string>

namespace zoom_mock {

namespace {

/// As long as Zoom's own limits for a URL.
constexpr std::size_t kValueBytes = 1024;

std::size_t instructions_of(const Matcher& matcher) {
  std::size_t sum = matcher.matches ? matcher.matches->instructions() : 0;
  if (matcher.negated) sum += instructions_of(*matcher.negated);
  if (matcher.filename) sum += instructions_of(*matcher.filename);
  return sum;
}

std::size_t instructions_of(const When& when) {
  std::size_t sum = 0;
  for (const auto* single : {&when.meeting, &when.content_type}) {
    if (*single) sum += instructions_of(**single);
  }
  for (const auto* group : {&when.fields, &when.headers, &when.query, &when.json}) {
    for (const auto& [name, matcher] : *group) sum += instructions_of(matcher);
  }
  return sum;
}

}  // namespace

void check_patterns(const std::vector<Stub>& stubs, Span span, ProblemSink& sink) {
  std::size_t sum = 0;
  for (const auto& stub : stubs) sum += instructions_of(stub.when);
  if (sum * kValueBytes <= PatternWork::kMost) return;
  sink.warning(span,
               "the stubs' regular expressions have " + std::to_string(sum) +
                   " instructions: on long values not all of them are tried",
               R"("starts_with", "ends_with" and "contains" are always tried)");
}

}  // namespace zoom_mock
