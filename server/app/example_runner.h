#pragma once

#include <functional>
#include <vector>

#include "server/base/problem.h"
#include "server/http/message.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Told of each request of an example, and of what the mock answers.
using ExampleObserver = std::function<void(const Request&, const Response&)>;

/// Sends the examples of a scenario to a mock of their own as a client would, but without a socket
/// and without waiting.
/// Every answer that is not the expected one is a problem at the place that expects it.
std::vector<Problem> run_examples(const Scenario& scenario, const ScenarioSet& set,
                                  const ExampleObserver& observe = nullptr);

}  // namespace zoom_mock
