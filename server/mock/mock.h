#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/mock/admin/exchange_json.h"
#include "server/mock/call.h"
#include "server/mock/caller.h"
#include "server/mock/coverage.h"
#include "server/mock/expectation_report.h"
#include "server/mock/journal.h"
#include "server/mock/sessions.h"
#include "server/mock/stub_trial.h"
#include "server/mock/tally.h"
#include "server/mock/verdict.h"
#include "server/mock/webhooks/outbox.h"
#include "server/scenario/scenario.h"
#include "server/scenario/scenario_store.h"

namespace zoom_mock {

struct MockOptions {
  ScenarioSet set;
  std::uint64_t seed = 1;  ///< of every delay and fault that is drawn
  SessionLimits sessions = {};
  std::optional<std::string> admin_token = {};  ///< set: the admin API asks for it
  JournalLimits journal = {};
  RealTokens real_tokens = RealTokens::kRefused;
  Secrets secrets = Secrets::kMasked;  ///< in what the admin API shows of requests
  bool why_in_body = false;            ///< as if every scenario said so
  WebhookHosts webhook_hosts = {};     ///< for scenarios that the admin API is given
  std::string token_key = {};          ///< of granted tokens; empty: one is drawn
};

/// The mock itself: from a request to a response, without a socket, a thread or a sleep.
/// Thread-safe.
class Mock {
 public:
  /// `clock` must outlive the mock.
  Mock(MockOptions options, const Clock& clock);

  /// Answers any request. Never throws: what escapes a step becomes a 500 that says so.
  Response handle(const Request& request);
  /// The same, and says how every stub stood to the request. Costs a look at each.
  ExplainedResponse explain(const Request& request);

  /// The scenarios in force: replaced from outside when files change.
  ScenarioStore& scenarios() { return store_; }
  const ScenarioStore& scenarios() const { return store_; }
  Sessions& sessions() { return sessions_; }
  Journal& journal() { return journal_; }
  /// What is to be sent to receivers of events: somebody else's work.
  WebhookOutbox& outbox() { return outbox_; }
  /// Notes what the wire refused before it was a request.
  void note_refusal(int status, const Explanation& explanation, std::chrono::microseconds took);
  /// Notes that a client left in the middle of a request.
  void note_abandoned(const std::string& how);
  /// What has come so far.
  const Tally& tally() const { return tally_; }
  /// How the expectations of all sessions stand.
  ExpectationReport expectations() const {
    return report_expectations(store_, sessions_, journal_);
  }
  /// What clients have exercised of the operations, since the start.
  CoverageReport coverage() const { return coverage_.report(); }
  /// How many requests have come, but for those to the admin API.
  std::uint64_t calls() const { return calls_; }
  /// How many never became a request, because the wire refused them.
  std::uint64_t refusals() const { return refusals_; }

 private:
  Response handle_admin(const Request& request, const Target& target);
  Response handle(Call& call);
  Response answer(Call& call);
  Verdict decide(Call& call, const ScenarioSet& set, Delivery& delivery);

  const Clock& clock_;
  const std::uint64_t seed_;
  const std::optional<std::string> admin_token_;
  const RealTokens real_tokens_;
  const Secrets secrets_;
  const bool why_in_body_;
  const WebhookHosts webhook_hosts_;
  ScenarioStore store_;
  Sessions sessions_;
  TokenIssuer issuer_;
  Journal journal_;
  WebhookOutbox outbox_;
  Coverage coverage_;
  Tally tally_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<std::uint64_t> refusals_{0};
};

}  // namespace zoom_mock
