#pragma once

#include <optional>
#include <string_view>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/matcher.h"

namespace zoom_mock {

/// What the matched values are.
enum class ValueKind {
  kText,  ///< headers, fields, ids: a number in a scenario stands for its digits
  kJson,  ///< JSON scalars: "5" and 5 differ
};

/// What a scenario writes as a matcher: a literal, a list of literals, or an object of demands.
Matcher read_matcher(const JsonNode& node, ValueKind kind, ProblemSink& sink);

/// `3`, `"2.."`, `"..5"`, `"2..5"`. Nothing, unreported, when the node is none of these.
std::optional<Range> read_range(const JsonNode& node);

}  // namespace zoom_mock
