#pragma once

#include <vector>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// Warns, at `span`, when the regular expressions of a scenario's stubs are so many and so large
/// that PatternWork does not suffice for all of them on values of 1 KiB.
void check_patterns(const std::vector<Stub>& stubs, Span span, ProblemSink& sink);

}  // namespace zoom_mock
