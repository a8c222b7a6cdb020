#pragma once

#include <string>
#include <string_view>

#include "server/app/server.h"

namespace zoom_mock {

/// A whole server inside the test, on a free port.
class InProcessServer {
 public:
  enum class Ports { kPlain, kPlainAndTls };

  /// `scenario` is the text of the active scenario, beside the shipped ones; empty: "default" is
  /// the active one. Errors: throws ScenarioErrors with all problems of the text.
  explicit InProcessServer(std::string_view scenario = {}, Ports ports = Ports::kPlain)
      : server_(options_of(scenario, ports)) {}

  std::string url() const { return server_.url(); }
  CoverageReport coverage() const { return server_.coverage(); }
  // With a TLS port only:
  std::string tls_url() const { return server_.tls_url().value(); }
  std::string authority() const { return server_.authority().value().string(); }

 private:
  static ServerOptions options_of(std::string_view scenario, Ports ports) {
    ServerOptions options;
    if (ports == Ports::kPlainAndTls) options.tls_port = 0;
    if (scenario.empty()) return options;
    options.sources.scenario = "under-test";
    options.sources.texts = {
        {"under-test", "under-test.json", std::string(scenario), std::nullopt}};
    return options;
  }

  Server server_;
};

}  // namespace zoom_mock
