#pragma once

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// Warns of what loads and is hardly meant: a reply without the body that Zoom's has, a field or a
/// placeholder that the stub's operation does not have, conditions that no request can meet
/// together. `node` is the stub as written.
void advise(const Stub& stub, const JsonNode& node, ProblemSink& sink);

}  // namespace zoom_mock
