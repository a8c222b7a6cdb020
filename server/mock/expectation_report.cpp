#include "server/mock/expectation_report.h"

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

void add_called(const Session& session, ExpectationReport& report) {
  for (auto& result : session.expectations()) {
    report.in_sessions.push_back({session.name(), std::move(result)});
  }
}

/// What a scenario expects of a session that is not open: nobody has called it, or what was called
/// is forgotten.
void add_uncalled(const Scenario& scenario, std::string_view session, Beginning beginning,
                  ExpectationReport& report) {
  for (const auto& expectation : scenario.expectations) {
    report.in_sessions.push_back(
        {std::string(session), ExpectationResult{expectation, 0, beginning}});
  }
}

void add_asserted(const Scenario& scenario, const std::string& session, const Journal& journal,
                  ExpectationReport& report) {
  if (scenario.assertions.empty()) return;
  const auto evidence = gather_evidence(journal, session, journal.progress(session).begun);
  for (const auto& assertion : scenario.assertions) {
    report.asserted.push_back({session, judge(assertion, evidence)});
  }
}

/// Of sessions that were closed to make room, whose calls the journal may still have. Returns
/// whether one of them was the active scenario's.
bool add_asserted_of_closed(const ScenarioSet& set, const Sessions& sessions,
                            const Journal& journal, ExpectationReport& report) {
  bool active_was_used = false;
  for (const auto& [session, scenario] : journal.sessions()) {
    const auto found = set.scenarios.find(scenario);
    if (found == set.scenarios.end() || sessions.find(session) != nullptr) continue;
    active_was_used = active_was_used || scenario == set.active;
    add_asserted(*found->second, session, journal, report);
  }
  return active_was_used;
}

}  // namespace

std::string ExpectationReport::Asserted::why() const {
  return "session " + quote(session) + ": " + quote(judgement.title) + ": expected " +
         judgement.expected + ", got " + judgement.got;
}

std::string ExpectationReport::InSession::why() const {
  return "session " + quote(session) + ": " + quote(result.expectation.subject) + ": expected " +
         to_string(result.expectation.calls) + " calls, got " + std::to_string(result.calls);
}

std::string ExpectationReport::Evicted::why() const {
  return "sessions of scenario " + quote(scenario) +
         " that were closed to make room: " + quote(expectation.subject) + ", expected " +
         to_string(expectation.calls) + ", was violated in " + std::to_string(counts.violated) +
         " and cannot be told in " + std::to_string(counts.unclear);
}

Verification ExpectationReport::verification() const {
  auto worst = Verification::kMet;
  for (const auto& one : in_sessions) worst = worse(worst, one.result.verification());
  for (const auto& one : evicted) worst = worse(worst, one.counts.verification());
  for (const auto& one : asserted) worst = worse(worst, one.judgement.verification);
  return worst;
}

std::vector<std::string> ExpectationReport::whys() const {
  std::vector<std::string> whys;
  for (const auto& one : in_sessions) {
    if (one.result.verification() != Verification::kMet) whys.push_back(one.why());
  }
  for (const auto& one : evicted) {
    if (one.counts.verification() != Verification::kMet) whys.push_back(one.why());
  }
  for (const auto& one : asserted) {
    if (one.judgement.verification != Verification::kMet) whys.push_back(one.why());
  }
  return whys;
}

ExpectationReport report_expectations(const ScenarioStore& store, const Sessions& sessions,
                                      const Journal& journal) {
  const auto set = store.current();
  bool active_was_used = false;
  ExpectationReport report;
  for (const auto& session : sessions.all()) {
    active_was_used = active_was_used || session->scenario().name == set->active;
    add_called(*session, report);
    add_asserted(session->scenario(), session->name(), journal, report);
  }
  if (add_asserted_of_closed(*set, sessions, journal, report)) active_was_used = true;
  for (const auto& [key, counts] : sessions.evicted_results()) {
    const auto& [scenario, expectation] = key;
    active_was_used = active_was_used || scenario == set->active;
    report.evicted.push_back({scenario, expectation, counts});
  }
  if (!active_was_used) {
    add_uncalled(*set->scenarios.at(set->active), set->active, Beginning::kNew, report);
    add_asserted(*set->scenarios.at(set->active), set->active, journal, report);
  }
  return report;
}

std::optional<ExpectationReport> report_expectations(const ScenarioStore& store,
                                                     const Sessions& sessions,
                                                     const Journal& journal,
                                                     const std::string& name) {
  ExpectationReport report;
  if (const auto session = sessions.find(name)) {
    add_called(*session, report);
    add_asserted(session->scenario(), name, journal, report);
    return report;
  }
  const auto set = store.current();
  const auto* const scenario = set->scenario_of(name);
  if (scenario == nullptr) return std::nullopt;
  const auto beginning = sessions.was_evicted(name) ? Beginning::kResumed : Beginning::kNew;
  add_uncalled(*scenario, name, beginning, report);
  add_asserted(*scenario, name, journal, report);
  return report;
}

}  // namespace zoom_mock
