#include "server/mock/stub_trial.h"

#include <algorithm>
#include <utility>

#include "server/mock/match.h"
#include "server/mock/near_miss.h"

namespace zoom_mock {

namespace {

using Result = StubTrial::Result;

StubTrial trial_of(std::size_t place, const Call& call) {
  const auto& stub = stubs_in_force(call)[place];
  StubTrial trial{.name = stub.name};
  const auto& [begun, run_time, passed, last, is_kept_back] = call.stubs;
  if (!begun || (last && place > *last)) return trial;
  if (last && place == *last) {
    trial.result = is_kept_back ? Result::kKeptBack : Result::kAnswered;
    return trial;
  }
  const auto pass = std::ranges::find(passed, place, &std::pair<std::size_t, Session::Turn>::first);
  if (pass != passed.end()) {
    trial.result = Result::kPassed;
    trial.whys = {why_passed(stub, pass->second)};
    return trial;
  }
  trial.whys = mismatches(stub.when, call);
  trial.result = trial.whys.empty() ? Result::kAdded : Result::kMissed;
  return trial;
}

}  // namespace

std::string_view result_name(Result result) {
  switch (result) {
    case Result::kMissed:
      return "missed";
    case Result::kPassed:
      return "passed";
    case Result::kAdded:
      return "added";
    case Result::kAnswered:
      return "answered";
    case Result::kKeptBack:
      return "kept back";
    case Result::kNotAsked:
      break;
  }
  return "not asked";
}

std::vector<StubTrial> stub_trials(const Call& call) {
  std::vector<StubTrial> trials;
  if (call.session == nullptr) return trials;
  const auto count = stubs_in_force(call).size();
  for (std::size_t place = 0; place < count; ++place) {
    trials.push_back(trial_of(place, call));
  }
  return trials;
}

}  // namespace zoom_mock
