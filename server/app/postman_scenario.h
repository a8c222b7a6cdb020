#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/app/postman_collection.h"

namespace zoom_mock {

/// A scenario that a collection became.
struct ImportedScenario {
  std::string text;
  std::size_t answers = 0;            ///< that its examples prove
  std::vector<std::string> left_out;  ///< saved examples, and why: a line for each
};

/// Writes a scenario that gives every answer of a collection, and an example for each that says
/// what to send. Of the answers that one request gets, a plain call has the first success. The
/// others come from what leads to them: a fact about a meeting, the state of a token, a mistake in
/// the path; or, where nothing does, from a token of their own.
ImportedScenario scenario_of(const PostmanCollection& collection);

}  // namespace zoom_mock
