#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// Names that a text uses, and where: whether they exist is known only later.
using NamedPlaces = std::vector<std::pair<std::string, Span>>;

/// Reads `method`, as stubs, selectors and examples have it.
std::optional<std::string> read_method(ObjectReader& object, ProblemSink& sink);

/// Reads `path`, a pattern.
std::optional<std::string> read_path(ObjectReader& object, ProblemSink& sink);

/// Reads what stubs and selectors ask of a request alike: all keys of `when` but `operation`,
/// `path` and `call`. Adds the aliases of tokens that it names. finish() is the caller's.
void read_conditions(ObjectReader& object, When& when, NamedPlaces& aliases, ProblemSink& sink);

}  // namespace zoom_mock
