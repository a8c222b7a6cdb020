#pragma once

#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/scenario_draft.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Merges the tokens, clients, grants and meetings of a draft into those that its scenario
/// inherits; one of ours replaces theirs of the same name. `is_whole`: all that is inherited is
/// there, so that what is to be removed and is not there is an error.
void merge_world(const ScenarioDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink);

}  // namespace zoom_mock
