#pragma once

#include <string>
#include <vector>

#include "server/http/message.h"
#include "server/mock/call.h"

namespace zoom_mock {

/// How one stub of the scenario stood to a call.
struct StubTrial {
  enum class Result {
    kMissed,    ///< it does not match: each mismatch in `whys`
    kPassed,    ///< it matches and lets the call pass: the reason in `whys`
    kAdded,     ///< it matches, and only delays or faults what others answer
    kAnswered,  ///< its reply is the answer
    kKeptBack,  ///< it matches, and keeps its success back; the explanation says why
    kNotAsked,  ///< a stub above it has answered, or no stub was asked
  };

  std::string name;
  Result result = Result::kNotAsked;
  std::vector<std::string> whys = {};
};

/// "missed"
std::string_view result_name(StubTrial::Result result);

/// Of every stub of the call's scenario, from top to bottom, after the call was answered. Empty
/// when the call belongs to no session.
std::vector<StubTrial> stub_trials(const Call& call);

/// A response, and what led to it.
struct ExplainedResponse {
  Response response;
  std::string token;  ///< its alias; empty: nobody is known by it
  std::vector<StubTrial> stubs;
};

}  // namespace zoom_mock
