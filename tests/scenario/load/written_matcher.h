#pragma once

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "server/scenario/load/matcher_loader.h"

namespace zoom_mock {

/// A matcher as a scenario writes it.
inline Matcher matcher(std::string_view notation, ValueKind kind = ValueKind::kText) {
  std::vector<Problem> problems;
  ProblemSink sink("matcher.json", notation, problems);
  const auto document = parse_json(notation, JsonComments::kRefused);
  REQUIRE_FALSE(document.syntax_error);
  auto result = read_matcher(document.root, kind, sink);
  REQUIRE(problems.empty());
  return result;
}

}  // namespace zoom_mock
