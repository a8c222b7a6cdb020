#pragma once

#include "server/scenario/assertion.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/when_loader.h"

namespace zoom_mock {

/// What assertions name and only a scenario can have.
struct AssertionNames {
  NamedPlaces token_aliases;
  NamedPlaces stubs;
};

/// Reads a selector: the keys of `when` and those of the answer. Adds to `names`.
Selector read_selector(const JsonNode& node, AssertionNames& names, ProblemSink& sink);

/// Calls `read` with a value, or with each of a list of them. An empty list is reported.
template <typename Read>
void read_one_or_more(const JsonNode& node, ProblemSink& sink, Read read) {
  if (!node.is_array()) return read(node);
  if (node.items.empty()) sink.error(node.span, "an empty list matches nothing");
  for (const auto& item : node.items) read(item);
}

/// A word that must be one of those known, or nothing with the problem reported. `noun` names what
/// it is: "violation".
std::optional<std::string> read_known(const JsonNode& node, std::string_view noun,
                                      const std::vector<std::string>& known, ProblemSink& sink);

}  // namespace zoom_mock
