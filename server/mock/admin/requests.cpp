#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/exchange_json.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostListed = 1000;
/// Bodies of one listing, beyond which it ends: JSON takes several times as much.
constexpr std::size_t kMostBodies = 16UL * 1024 * 1024;

/// What a query parameter asks for; `refusal` says why it cannot be.
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

/// The query parameters that look into an exchange.
struct Filter {
  explicit Filter(const AdminRequest& request)
      : operation(request.query("operation")),
        outcome(request.query("outcome")),
        method(request.query("method")),
        path(request.query("path")) {}

  bool lets_pass(const Exchange& exchange) const {
    return (!status || static_cast<std::uint64_t>(exchange.status) == *status) &&
           (!operation || exchange.operation == *operation) &&
           (!method || exchange.request.method == *method) &&
           (!path || split_target(exchange.request.target).path == *path) &&
           (!outcome || is_outcome(exchange.explanation.outcome_text()));
  }

  /// "stub" is every stub's.
  bool is_outcome(const std::string& text) const {
    return text == *outcome || text.starts_with(*outcome + ":");
  }

  std::optional<std::uint64_t> status;
  std::optional<std::string> operation;
  std::optional<std::string> outcome;
  std::optional<std::string> method;
  std::optional<std::string> path;
};

/// Whether there is a session, or could be one, of that name: an empty list must not be a typing
/// mistake's.
bool is_session(const std::string& name, const AdminContext& context) {
  return name.empty() || context.sessions.find(name) != nullptr ||
         context.store.current()->scenario_of(name) != nullptr;
}

}  // namespace

Response list_requests(const AdminRequest& request) {
  const auto& context = request.context;
  std::optional<Response> refusal;
  JournalQuery query;
  query.session = request.query("session");
  query.after = number_of(request, "after", refusal).value_or(0);
  Filter filter(request);
  filter.status = number_of(request, "status", refusal);
  if (refusal) return *std::move(refusal);

  auto list = Json::array();
  std::size_t bodies = 0;
  const auto is_full = [&] { return list.size() == kMostListed || bodies > kMostBodies; };
  auto extract = context.journal.read(query);
  for (;;) {
    for (const auto& exchange : extract.exchanges) {
      if (is_full()) break;
      query.after = exchange.number;
      if (!filter.lets_pass(exchange)) continue;
      list.push_back(exchange_json(exchange, context.secrets));
      bodies += exchange.request.body.size() + exchange.body.size();
    }
    if (!extract.has_more || is_full()) break;
    extract = context.journal.read(query);
  }
  if (list.empty() && query.session && !is_session(*query.session, context)) {
    return no_such_session(*query.session);
  }
  return json_response(200, {{"requests", list}, {"next", query.after}, {"lost", extract.lost}});
}

Response show_request(const AdminRequest& request) {
  auto name = std::string_view(request.parameters.front().second);
  if (name.starts_with("req-")) name.remove_prefix(4);
  const auto number = whole_number_in(name);
  const auto exchange = number ? request.context.journal.find(*number) : std::nullopt;
  if (exchange) return json_response(200, exchange_json(*exchange, request.context.secrets));
  return admin_error(404, "the journal has no request " +
                              (number ? std::to_string(*number) : masked(name)) +
                              ": it never came, or was dropped to make room");
}

Response clear_requests(const AdminRequest& request) {
  request.context.journal.clear(request.query("session"));
  return admin_done();
}

}  // namespace zoom_mock
