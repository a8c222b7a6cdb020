#pragma once

#include <string_view>

#include "server/mock/call.h"
#include "server/mock/verdict.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Whether anything may answer there: an operation, or a stub of any scenario, since then the
/// endpoint exists even for those who may not go there.
bool is_endpoint(const ScenarioSet& set, std::string_view method, std::string_view path);

/// Why nothing answers, and what there is instead: 405 for a path that has other methods, else 501,
/// or Zoom's own 404.
Verdict no_such_endpoint(const Call& call, const ScenarioSet& set);

}  // namespace zoom_mock
