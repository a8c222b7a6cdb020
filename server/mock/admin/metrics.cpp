#include <string>
#include <string_view>

#include "server/base/violation.h"
#include "server/mock/admin/endpoints.h"

namespace zoom_mock {

namespace {

/// Exposition format 0.0.4. No label needs an escape: all of them are words of ours.
class Exposition {
 public:
  void begin(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " +
             std::string(type) + "\n";
  }

  /// `labels` with their braces.
  void add(std::uint64_t value, const std::string& labels = {}) {
    text_ += name_ + labels + " " + std::to_string(value) + "\n";
  }

  void add(std::string_view name, std::string_view type, std::string_view help,
           std::uint64_t value) {
    begin(name, type, help);
    add(value);
  }

  std::string text() && { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

std::string outcome_name(Outcome outcome) { return Explanation{.outcome = outcome}.outcome_text(); }

void add_tally(const Tally& tally, Exposition& metrics) {
  metrics.begin("zoom_mock_requests_total", "counter",
                "Requests that were answered or refused, but for the admin API's.");
  for (const auto& [answer, count] : tally.answers()) {
    metrics.add(count, "{operation=\"" + std::string(answer.operation) + "\",status=\"" +
                           std::to_string(answer.status) + "\",outcome=\"" +
                           outcome_name(answer.outcome) + "\"}");
  }
  metrics.begin("zoom_mock_violations_total", "counter",
                "Requests that departed from the contract in this way.");
  for (const auto& violated : tally.violations()) {
    const auto name = violation_name(violated.violation);
    metrics.add(violated.requests, "{violation=\"" + std::string(name) + "\"}");
  }
}

}  // namespace

Response show_metrics(const AdminRequest& request) {
  const auto& context = request.context;
  Exposition metrics;
  add_tally(context.tally, metrics);
  metrics.add("zoom_mock_sessions_open", "gauge", "Open sessions.", context.sessions.size());
  metrics.add("zoom_mock_sessions_bytes", "gauge", "Memory of the open sessions, at most.",
              context.sessions.bytes());
  metrics.add("zoom_mock_sessions_evicted_total", "counter",
              "Sessions that were closed to make room.", context.sessions.evicted());
  const auto journal = context.journal.size();
  metrics.add("zoom_mock_journal_exchanges", "gauge", "Exchanges in the journal.",
              journal.exchanges);
  metrics.add("zoom_mock_journal_bytes", "gauge", "Memory of the journal.", journal.bytes);
  metrics.add("zoom_mock_journal_lost", "gauge",
              "Exchanges that were dropped to make room, since the journal was last cleared.",
              journal.lost);
  metrics.add("zoom_mock_scenarios", "gauge", "Scenarios in force.",
              context.store.current()->scenarios.size());
  metrics.add("zoom_mock_scenarios_stale", "gauge",
              "1 when a change of the scenarios was not taken.",
              context.store.rejected().empty() ? 0 : 1);
  return text_response("text/plain; version=0.0.4; charset=utf-8", std::move(metrics).text());
}

}  // namespace zoom_mock
