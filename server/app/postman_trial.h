#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/app/postman_collection.h"
#include "server/base/problem.h"

namespace zoom_mock {

/// A scenario that a collection became, with what came of trying it.
struct TriedScenario {
  std::string text;
  std::size_t answers = 0;            ///< that its examples prove
  std::vector<std::string> left_out;  ///< saved examples, and why: a line for each
  std::vector<Problem> problems;      ///< errors all; there is one only by a mistake of ours
};

/// Makes the scenario of a collection, and sends its examples. Those that get another answer are
/// left out, and the rest is made and tried anew.
TriedScenario tried_scenario_of(const PostmanCollection& collection);

}  // namespace zoom_mock
