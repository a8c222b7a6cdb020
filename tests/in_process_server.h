#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "server/clock.h"
#include "server/http.h"
#include "server/mock.h"
#include "server/problem.h"
#include "server/scenario_files.h"
#include "server/scenario_loader.h"
#include "server/transport.h"

namespace zoom_mock {

/// A whole server inside the test: a mock behind a real socket on a free port.
class InProcessServer {
 public:
  /// `scenario` is the text of the active scenario, beside the shipped ones; empty: "default" is
  /// the active one. Errors: throws std::runtime_error with all problems of the text.
  explicit InProcessServer(std::string_view scenario = {})
      : mock_(options(scenario), clock_),
        transport_({}, [this](const Request& request) { return mock_.handle(request); }) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(transport_.port()); }

 private:
  static MockOptions options(std::string_view scenario) {
    MockOptions options;
    options.set = load(scenario);
    return options;
  }

  static ScenarioSet load(std::string_view scenario) {
    auto files = embedded_scenario_files();
    std::string active = "default";
    if (!scenario.empty()) {
      active = "under-test";
      files.push_back({active, "under-test.json", std::string(scenario), std::nullopt});
    }
    auto [scenarios, problems] = load_scenarios(files);
    std::string errors;
    for (const auto& problem : problems) errors += render(problem);
    if (has_errors(problems)) throw std::runtime_error(errors);
    return {std::move(scenarios), std::move(active)};
  }

  SystemClock clock_;
  Mock mock_;
  Transport transport_;
};

}  // namespace zoom_mock
