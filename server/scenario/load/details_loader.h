#pragma once

#include <span>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/world.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

/// Reads the fields that a table has, and an object that has them has too, over those that are set.
/// What is of another kind, or beyond a limit, is reported.
void read_details(ObjectReader& object, std::span<const FieldRule> rules, Details& details,
                  ProblemSink& sink);

}  // namespace zoom_mock
