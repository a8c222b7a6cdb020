#pragma once

#include <string>

#include "server/base/violation.h"
#include "server/mock/evidence.h"
#include "server/mock/session.h"
#include "server/scenario/assertion.h"

namespace zoom_mock {

/// How an assertion stands.
struct Judgement {
  std::string title;    ///< the assertion's name, or else its text
  std::string written;  ///< its text; empty: it is not one of those that were sent
  std::string expected;
  std::string got;
  /// kUnclear: what is unseen, or too long for a regular expression, could make it true or untrue.
  Verification verification = Verification::kMet;
};

/// Holds an assertion against the evidence. What is unseen counts as anything at any place: kMet
/// and kViolated are said only when it could not change that. No calls at all are no success,
/// unless there were to be none.
Judgement judge(const Assertion& assertion, const Evidence& evidence);

/// That no request departs from the contract, but in what is allowed.
Judgement judge_violations(const Violations& allowed, const Evidence& evidence);

}  // namespace zoom_mock
