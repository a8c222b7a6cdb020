#pragma once

#include <string>
#include <vector>

#include "server/app/postman_answer.h"
#include "server/app/postman_collection.h"
#include "server/app/postman_endpoint.h"

namespace zoom_mock {

/// A scenario that a collection became.
struct ImportedScenario {
  std::string text;
  std::vector<const PostmanAnswer*> answers;  ///< of its examples, one each
};

/// Writes a scenario that gives every answer of a collection, and an example for each that says
/// what to send. Of the answers that one request gets, a plain call has the first success. The
/// others come from what leads to them: a fact about a meeting, the state of a token, a mistake in
/// the path; or, where nothing does, from a token of their own. `endpoints` are the collection's,
/// and must outlive the result.
ImportedScenario scenario_of(const PostmanCollection& collection,
                             const PostmanEndpoints& endpoints);

}  // namespace zoom_mock
