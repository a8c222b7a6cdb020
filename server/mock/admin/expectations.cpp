#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/endpoints.h"
#include "server/scenario/session_token.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// true, false, or null when it cannot be told.
Json met(Verification verification) {
  return verification == Verification::kUnclear ? Json(nullptr)
                                                : Json(verification == Verification::kMet);
}

/// What becomes of all the results together.
class Report {
 public:
  void add(const ExpectationResult& result, const std::string& session) {
    const auto expected = to_string(result.expectation.calls);
    add(result.verification(),
        {{"session", session},
         {"subject", result.expectation.subject},
         {"expected", expected},
         {"calls", result.calls}},
        "session " + quote(session) + ": " + quote(result.expectation.subject) + ": expected " +
            expected + " calls, got " + std::to_string(result.calls));
  }

  /// Of all the sessions of a scenario that were closed to make room.
  void add(const EvictedCounts& counts, const std::string& scenario,
           const Expectation& expectation) {
    const auto expected = to_string(expectation.calls);
    add(counts.verification(),
        {{"session", nullptr},
         {"scenario", scenario},
         {"subject", expectation.subject},
         {"expected", expected},
         {"evicted",
          {{"met", counts.met}, {"violated", counts.violated}, {"unclear", counts.unclear}}}},
        "sessions of scenario " + quote(scenario) +
            " that were closed to make room: " + quote(expectation.subject) + ", expected " +
            expected + ", was violated in " + std::to_string(counts.violated) +
            " and cannot be told in " + std::to_string(counts.unclear));
  }

  Response response(std::uint64_t evicted) && {
    const bool is_empty = list_.empty();
    if (is_empty) why_ = "there is no expectation: the scenario has no \"expect\"";
    Json body = {{"met", is_empty ? Json(nullptr) : met(worst_)}};
    if (!why_.empty()) body["why"] = why_;
    body["evicted"] = evicted;
    body["expectations"] = std::move(list_);
    auto response = json_response(why_.empty() ? 200 : 409, body);
    response.explanation.why = why_;
    return response;
  }

 private:
  /// `why` says what is wrong with a result that is not met.
  void add(Verification one, Json result, const std::string& why) {
    if (worst_ == Verification::kMet || one == Verification::kViolated) worst_ = one;
    if (one != Verification::kMet) why_ += (why_.empty() ? "" : "; ") + why;
    result["met"] = met(one);
    list_.push_back(std::move(result));
  }

  Verification worst_ = Verification::kMet;
  Json list_ = Json::array();
  std::string why_;
};

/// What a scenario expects of a session that nobody has called yet.
void add_uncalled(const Scenario& scenario, const std::string& session, Report& report) {
  for (const auto& expectation : scenario.expectations) {
    report.add(ExpectationResult{expectation}, session);
  }
}

void add_called(const Session& session, Report& report) {
  for (const auto& result : session.expectations()) report.add(result, session.name());
}

Response expectations_of(const std::string& name, const AdminRequest& request) {
  const auto& [store, sessions, journal, token, secrets] = request.context;
  Report report;
  if (const auto session = sessions.find(name)) {
    add_called(*session, report);
    return std::move(report).response(sessions.evicted());
  }
  const auto set = store.current();
  const auto scenario = set->scenarios.find(parse_session_token(name).scenario);
  if (scenario == set->scenarios.end()) {
    return admin_error(404, "no session or scenario is called " + masked(name));
  }
  add_uncalled(*scenario->second, name, report);
  return std::move(report).response(sessions.evicted());
}

}  // namespace

Response show_expectations(const AdminRequest& request) {
  if (const auto name = request.query("session")) return expectations_of(*name, request);
  const auto& [store, sessions, journal, token, secrets] = request.context;
  const auto set = store.current();
  bool active_was_used = false;
  Report report;
  for (const auto& session : sessions.all()) {
    active_was_used = active_was_used || session->scenario().name == set->active;
    add_called(*session, report);
  }
  for (const auto& [key, counts] : sessions.evicted_results()) {
    const auto& [scenario, expectation] = key;
    active_was_used = active_was_used || scenario == set->active;
    report.add(counts, scenario, expectation);
  }
  // That a client never called is not a success of the scenario that the server was started with.
  if (!active_was_used) add_uncalled(*set->scenarios.at(set->active), set->active, report);
  return std::move(report).response(sessions.evicted());
}

}  // namespace zoom_mock
