#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/mock.h"
#include "server/wire/answer.h"

namespace zoom_mock {

/// What a client sends as one request, and what becomes of it.
struct ExplainedExchange {
  std::string request = {};  ///< method and path; empty: it never became a request
  std::vector<StubTrial> stubs;
  std::string token;  ///< its alias; empty: nobody is known by it
  Answer answer;
  std::string received = {};  ///< what the client gets of the answer's bytes
  std::size_t left_over = 0;  ///< bytes behind the request, which begin the next one
};

/// Answers what a client would send by the same engine as a server, without a port and without
/// waiting: the bytes go through the wire's framing, then through the mock. Not thread-safe.
class Explainer {
 public:
  explicit Explainer(ScenarioSet set);

  /// Every call is the next one of its session.
  ExplainedExchange explain(std::string_view bytes);

 private:
  ManualClock clock_;
  Mock mock_;
  std::vector<StubTrial> stubs_;
  std::string token_;
  Answerer answerer_;
};

}  // namespace zoom_mock
