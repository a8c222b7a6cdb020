#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/mock/evictions.h"
#include "server/mock/journal.h"
#include "server/mock/judgement.h"
#include "server/mock/session.h"
#include "server/mock/sessions.h"
#include "server/scenario/scenario.h"
#include "server/scenario/scenario_store.h"

namespace zoom_mock {

/// How expectations stand.
struct ExpectationReport {
  /// One expectation in one session, which may be one that nobody has called yet.
  struct InSession {
    std::string session;
    ExpectationResult result;

    std::string why() const;  ///< in words, for one that is not met
  };

  /// One expectation in all the sessions of a scenario that were closed to make room.
  struct Evicted {
    std::string scenario;
    Expectation expectation;
    EvictedCounts counts;

    std::string why() const;  ///< in words, for one that is not met
  };

  /// One assertion in one session.
  struct Asserted {
    std::string session;
    Judgement judgement;

    std::string why() const;  ///< in words, for one that does not hold
  };

  std::vector<InSession> in_sessions;
  std::vector<Evicted> evicted;
  std::vector<Asserted> asserted;

  bool is_empty() const { return in_sessions.empty() && evicted.empty() && asserted.empty(); }
  /// Violated when one is; else unclear when one cannot be told.
  Verification verification() const;
  /// Why, of each that is not met.
  std::vector<std::string> whys() const;
};

/// Of every session; and of the active scenario when none of its was ever called: that a client
/// never called is not a success of the scenario that the server was started with.
ExpectationReport report_expectations(const ScenarioStore& store, const Sessions& sessions,
                                      const Journal& journal);

/// Of the session with that name. Nothing: there is neither a session nor a scenario for it.
std::optional<ExpectationReport> report_expectations(const ScenarioStore& store,
                                                     const Sessions& sessions,
                                                     const Journal& journal,
                                                     const std::string& name);

}  // namespace zoom_mock
