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

std::optional<std::string> operation_of(const AdminRequest& request,
                                        std::optional<Response>& refusal) {
  auto id = request.query("operation");
  const auto known = callable_operations();
  if (id && std::ranges::find(known, *id) == known.end()) {
    refusal = admin_error(400, "no operation is called " + known_or_masked(*id, known) + "; " +
                                   suggestion_hint(*id, known));
  }
  return id;
}

}  // namespace

ExchangeFilter filter_of(const AdminRequest& request, std::optional<Response>& refusal) {
  ExchangeFilter filter;
  filter.status = number_of(request, "status", refusal);
  filter.operation = operation_of(request, refusal);
  filter.outcome = request.query("outcome");
  filter.method = request.query("method");
  filter.path = request.query("path");
  filter.token = request.query("token");
  if (const auto id = request.query("meeting")) filter.meeting = canonical_meeting_id(*id);
  if (const auto code = number_of(request, "code", refusal)) {
    filter.code = static_cast<std::int64_t>(*code);
  }
  if (const auto name = request.query("violation")) {
    filter.violation = find_violation(*name);
    if (!filter.violation) {
      const auto hint = suggestion_hint(*name, violation_names());
      refusal = admin_error(400, "no violation is called " + masked(*name) +
                                     (hint.empty() ? std::string() : "; " + hint));
    }
  }
  return filter;
}

}  // namespace zoom_mock
