#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/mock/mock.h"
#include "server/wire/transport.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A whole server inside the test: a mock behind a real socket on a free port.
class InProcessServer {
 public:
  /// `scenario` is the text of the active scenario, beside the shipped ones; empty: "default" is
  /// the active one. Errors: throws std::runtime_error with all problems of the text.
  explicit InProcessServer(std::string_view scenario = {}, TransportOptions options = {})
      : mock_({scenario_set(scenario)}, clock_),
        transport_(std::move(options),
                   [this](const Request& request) { return mock_.handle(request); }) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(transport_.port()); }
  /// Only with a TLS port in the options.
  std::string tls_url() const {
    return "https://127.0.0.1:" + std::to_string(transport_.tls_port());
  }

 private:
  SystemClock clock_;
  Mock mock_;
  Transport transport_;
};

}  // namespace zoom_mock
