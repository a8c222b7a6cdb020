#include "server/mock/admin/exchange_filter.h"

#include <algorithm>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/base/suggestion.h"
#include "server/mock/admin/endpoints.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

bool ExchangeFilter::lets_pass(const Exchange& exchange) const {
  const auto& explanation = exchange.explanation;
  return (!status || static_cast<std::uint64_t>(exchange.status) == *status) &&
         (!operation || exchange.operation == *operation) &&
         (!method || exchange.request.method == *method) &&
         (!path || exchange.target().path == *path) &&
         (!outcome || explanation.has_outcome(*outcome)) && (!token || exchange.token == *token) &&
         (!meeting || exchange.meeting == *meeting) &&
         (!violation || explanation.violations.has(*violation)) &&
         (!code || exchange.code() == *code);
}

std::optional<std::uint64_t> number_of(const AdminRequest& request, std::string_view name,
                                       std::optional<Response>& refusal) {
  const auto text = request.query(name);
  if (!text) return std::nullopt;
  const auto number = whole_number_in(*text);
  if (!number) {
    refusal = admin_error(400, "the query parameter " + quote(name) +
                                   " must be a whole number, not " + masked(*text));
  }
  return number;
}

namespace {

/// Misspelt, it would list nothing: `refusal` names what a selector of verify's would be told.
void check_known(std::string_view noun, const std::optional<std::string>& word,
                 const std::vector<std::string>& known, std::optional<Response>& refusal) {
  if (!word || std::ranges::find(known, *word) != known.end()) return;
  const auto hint = suggestion_hint(*word, known);
  refusal = admin_error(400, "unknown " + std::string(noun) + " " + known_or_masked(*word, known) +
                                 (hint.empty() ? "" : "; " + hint));
}

/// The kind in "stub:late".
std::optional<std::string> kind_of(const std::optional<std::string>& outcome) {
  return outcome ? std::optional(outcome->substr(0, outcome->find(':'))) : std::nullopt;
}

}  // namespace

ExchangeFilter filter_of(const AdminRequest& request, std::optional<Response>& refusal) {
  ExchangeFilter filter;
  filter.status = number_of(request, "status", refusal);
  filter.operation = request.query("operation");
  check_known("operation", filter.operation, callable_operations(), refusal);
  filter.outcome = request.query("outcome");
  check_known("outcome", kind_of(filter.outcome), outcome_names(), refusal);
  filter.method = request.query("method");
  filter.path = request.query("path");
  filter.token = request.query("token");
  if (const auto id = request.query("meeting")) filter.meeting = canonical_meeting_id(*id);
  if (const auto code = number_of(request, "code", refusal)) {
    filter.code = static_cast<std::int64_t>(*code);
  }
  if (const auto name = request.query("violation")) {
    filter.violation = find_violation(*name);
    check_known("violation", name, violation_names(), refusal);
  }
  return filter;
}

}  // namespace zoom_mock
