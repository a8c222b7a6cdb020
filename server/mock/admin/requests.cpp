#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/http/waiting.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/exchange_filter.h"
#include "server/mock/admin/exchange_har.h"
#include "server/mock/admin/exchange_json.h"
#include "server/mock/admin/exchange_scenario.h"
#include "server/mock/admin/request_copy.h"
#include "server/mock/admin/request_text.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostListed = 1000;
/// Bodies of one listing, beyond which it ends: JSON takes several times as much.
constexpr std::size_t kMostBodies = 16UL * 1024 * 1024;
/// No test waits longer for one request.
constexpr std::uint64_t kMostWaitMs = 10UL * 60 * 1000;

enum class Format { kJson, kNdjson, kHar };

/// Exchanges of the journal as one answer lists them. Independent of the request that asks, which
/// may be gone when the journal has them.
struct Listing {
  const Journal& journal;
  Secrets secrets;
  std::string base_url;
  Format format = Format::kJson;
  ExchangeFilter filter = {};
  JournalQuery query = {};  ///< `after` moves on with what is read
  std::uint64_t lost = 0;
  std::vector<Exchange> exchanges = {};

  void read();
  Response response() const;
};

void Listing::read() {
  std::size_t bodies = 0;
  const auto is_full = [&] { return exchanges.size() == kMostListed || bodies > kMostBodies; };
  auto extract = journal.read(query);
  for (;;) {
    for (auto& exchange : extract.exchanges) {
      if (is_full()) break;
      query.after = exchange.number;
      if (!filter.lets_pass(exchange)) continue;
      bodies += exchange.request.body.size() + exchange.body.size();
      exchanges.push_back(std::move(exchange));
    }
    if (!extract.has_more || is_full()) break;
    extract = journal.read(query);
  }
  lost = extract.lost;
}

Response Listing::response() const {
  if (format == Format::kHar) {
    auto log = har_log();
    auto& entries = log["log"]["entries"];
    for (const auto& each : exchanges) entries.push_back(har_entry(each, base_url, secrets));
    return json_response(200, log);
  }
  if (format == Format::kNdjson) {
    std::string lines;
    for (const auto& each : exchanges) {
      lines += exchange_json(each, secrets).dump(-1, ' ', false, Json::error_handler_t::replace);
      lines += "\n";
    }
    return text_response("application/x-ndjson", std::move(lines));
  }
  auto list = Json::array();
  for (const auto& each : exchanges) list.push_back(exchange_json(each, secrets));
  return json_response(200, {{"requests", list}, {"next", query.after}, {"lost", lost}});
}

/// What answers a listing of nothing as soon as the journal has something for it.
std::shared_ptr<Waiting> waiting_for(Listing listing, std::chrono::milliseconds most) {
  auto waiting = std::make_shared<Waiting>();
  waiting->bell = listing.journal.changes();
  waiting->most = most;
  waiting->ask = [listing = std::move(listing)]() mutable -> std::optional<Response> {
    listing.read();
    if (listing.exchanges.empty()) return std::nullopt;
    return listing.response();
  };
  return waiting;
}

/// One of these words; the first when the parameter is not there.
std::size_t choice_of(const AdminRequest& request, std::string_view name,
                      const std::vector<std::string>& words, std::optional<Response>& refusal) {
  const auto word = request.query(name);
  if (!word) return 0;
  const auto found = std::ranges::find(words, *word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  refusal = admin_error(400, "the query parameter " + quote(name) + " must be one of " +
                                 listed(words) + ", not " + masked(*word));
  return 0;
}

/// The number in "7" or "req-7".
std::optional<std::uint64_t> number_in(std::string_view id) {
  if (id.starts_with("req-")) id.remove_prefix(4);
  return whole_number_in(id);
}

std::optional<Exchange> find_exchange(const AdminRequest& request) {
  const auto number = number_in(request.segment("id"));
  return number ? request.context.journal.find(*number) : std::nullopt;
}

Response no_such_exchange(const AdminRequest& request) {
  const auto id = request.segment("id");
  const auto number = number_in(id);
  return admin_error(404, "the journal has no request " +
                              (number ? std::to_string(*number) : masked(id)) +
                              ": it never came, or was dropped to make room");
}

}  // namespace

Response list_requests(const AdminRequest& request) {
  const auto& context = request.context;
  std::optional<Response> refusal;
  Listing listing{context.journal, context.secrets, request.base_url()};
  listing.format =
      static_cast<Format>(choice_of(request, "format", {"json", "ndjson", "har"}, refusal));
  listing.filter = filter_of(request, refusal);
  listing.query.session = request.query("session");
  listing.query.after = number_of(request, "after", refusal).value_or(0);
  const auto wait = number_of(request, "wait_ms", refusal).value_or(0);
  if (wait > kMostWaitMs) {
    refusal = admin_error(400, "the query parameter \"wait_ms\" must be at most " +
                                   std::to_string(kMostWaitMs) + ", not " + std::to_string(wait));
  }
  if (refusal) return *std::move(refusal);
  listing.read();
  if (listing.exchanges.empty() && listing.query.session &&
      !is_session(*listing.query.session, context)) {
    return no_such_session(*listing.query.session);
  }
  auto response = listing.response();
  if (listing.exchanges.empty() && wait > 0) {
    response.waiting = waiting_for(std::move(listing), std::chrono::milliseconds(wait));
  }
  return response;
}

Response show_request(const AdminRequest& request) {
  std::optional<Response> refusal;
  const auto format = choice_of(request, "format", {"json", "curl", "http"}, refusal);
  if (refusal) return *std::move(refusal);
  const auto exchange = find_exchange(request);
  if (!exchange) return no_such_exchange(request);
  const auto secrets = request.context.secrets;
  if (format == 0) return json_response(200, exchange_json(*exchange, secrets));
  if (exchange->request.method.empty()) {
    return admin_error(409, "what came was no request that could be sent again");
  }
  const auto copy = copy_of(*exchange, request.base_url(), secrets);
  return text_response("text/plain; charset=utf-8",
                       format == 1 ? as_curl(copy) : as_http_file(copy));
}

Response show_request_as_scenario(const AdminRequest& request) {
  const auto exchange = find_exchange(request);
  if (!exchange) return no_such_exchange(request);
  const auto& context = request.context;
  const auto session = context.sessions.find(exchange->session);
  const auto set = context.store.current();
  const auto* const scenario = session ? &session->scenario() : set->scenario_of(exchange->session);
  const auto written = scenario_for(*exchange, scenario, context.secrets);
  if (!written.objection.empty()) return admin_error(409, written.objection);
  return text_response("application/json", written.text);
}

Response clear_requests(const AdminRequest& request) {
  request.context.journal.clear(request.query("session"));
  return admin_done();
}

}  // namespace zoom_mock
