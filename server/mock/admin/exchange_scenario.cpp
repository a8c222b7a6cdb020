#include "server/mock/admin/exchange_scenario.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/target.h"
#include "server/mock/admin/exchange_json.h"
#include "server/mock/api_headers.h"
#include "server/scenario/load/placeholder_check.h"
#include "server/scenario/load/scenario_loader.h"
#include "server/scenario/session_token.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// What a client sends in the place of a token that is not shown.
constexpr const char* kOtherToken = "token-1";
constexpr std::string_view kOtherAlias = "caller";

constexpr int kGranted = 200;
constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;
constexpr int kLowestStatus = 200;
constexpr int kHighestStatus = 599;

/// What nothing answers needs no stub, and neither does what refuses a token: but where no
/// operation is, only a stub keeps the refusal from being that nothing is there.
bool needs_stub(const Exchange& exchange) {
  switch (exchange.explanation.outcome) {
    case Outcome::kUnauthorized:
      return exchange.operation.empty();
    case Outcome::kUnmatched:
    case Outcome::kMethodNotAllowed:
      return false;
    default:
      return true;
  }
}

std::string objection_to(const Exchange& exchange) {
  const auto& body = exchange.body;
  if (exchange.request.method.empty()) return "what came was no request: no scenario answers it";
  if (exchange.status < kLowestStatus || exchange.status > kHighestStatus) {
    return "no scenario answers by HTTP " + std::to_string(exchange.status);
  }
  if (exchange.explanation.subject == kTokenOperation && exchange.status == kGranted) {
    return "POST /oauth/token grants a new token each time, which no scenario can answer again";
  }
  if (exchange.body_bytes != body.size()) {
    return "the journal keeps " + std::to_string(body.size()) + " bytes of an answer, not all " +
           std::to_string(exchange.body_bytes);
  }
  if (!needs_stub(exchange)) return {};
  auto words = braced_words(body);
  for (const auto& header : exchange.response_headers) {
    for (const auto word : braced_words(header.value)) words.push_back(word);
  }
  if (words.empty()) return {};
  return "a scenario would take " + quote(words.front()) + " in the answer for a placeholder";
}

/// A client that asks for a token has a session, and no token yet.
bool bears_token(const Exchange& exchange) {
  const auto header = exchange.request.headers.find("Authorization").value_or("");
  return !exchange.session.empty() && iequals(parse_credentials(header).scheme, "Bearer");
}

/// The bearer token as the scenario may show it. That of a session is as open as the session's
/// name.
std::string token_of(const Exchange& exchange, Secrets secrets) {
  const auto header = exchange.request.headers.find("Authorization").value_or("");
  const std::string value(parse_credentials(header).value);
  const auto named = parse_session_token(value);
  const bool is_session =
      !exchange.session.empty() &&
      to_string(SessionToken{named.scenario, named.session, {}}) == exchange.session;
  return secrets == Secrets::kShown || is_session ? value : std::string();
}

/// What is true of the caller's token; nothing else about it can have led to the answer.
Json token_json(const Exchange& exchange, const Scenario* scenario, const std::string& value) {
  Json token = {{"value", value}};
  if (exchange.explanation.outcome != Outcome::kUnauthorized || scenario == nullptr) {
    return value;
  }
  const auto* const known = scenario->find_token_by_alias(exchange.token);
  if (known == nullptr) return value;
  if (known->state == TokenState::kRevoked) token["state"] = "revoked";
  if (known->state == TokenState::kExpired || known->expires_in) token["state"] = "expired";
  if (known->scopes) token["scopes"] = *known->scopes;
  return token;
}

/// The headers that an answer would not have by itself.
Json headers_json(const Exchange& exchange, const Json& shown, std::string_view content_type) {
  auto headers = Json::object();
  for (const auto& [name, value] : exchange.response_headers) {
    if (iequals(name, kTrackingHeader) || iequals(name, kCategoryHeader)) continue;
    const bool is_given = iequals(name, "Content-Type")
                              ? value == content_type
                              : iequals(name, "WWW-Authenticate") &&
                                    exchange.status == kUnauthorized && value == "Bearer";
    if (!is_given) headers[name] = shown["response_headers"][name];
  }
  return headers;
}

/// `shown`: as exchange_json() has it.
Json reply_json(const Exchange& exchange, const Json& shown) {
  Json reply = {{"status", exchange.status}};
  std::string_view content_type;
  if (const auto body = shown["response"].get<std::string>(); !body.empty()) {
    auto json = Json::parse(body, nullptr, false);
    const bool is_same = !json.is_discarded() && json.dump() == body;
    content_type = is_same ? "application/json" : "text/plain; charset=utf-8";
    reply[is_same ? "json" : "text"] = is_same ? std::move(json) : Json(body);
  }
  if (auto headers = headers_json(exchange, shown, content_type); !headers.empty()) {
    reply["headers"] = std::move(headers);
  }
  if (exchange.delivery.delay.count() > 0) reply["delay_ms"] = exchange.delivery.delay.count();
  if (const auto& fault = exchange.delivery.fault) reply["fault"] = fault_name(fault->kind);
  return reply;
}

bool is_masked(const Exchange& exchange, const Json& shown) {
  return shown["response"] != exchange.body ||
         std::ranges::any_of(exchange.response_headers, [&](const Header& header) {
           return shown["response_headers"][header.name] != header.value;
         });
}

/// What nobody could load is not given to anybody.
WrittenScenario checked(std::string text) {
  const auto problems = load_scenarios({{"again", "again.json", text, std::nullopt}}).problems;
  const auto error = std::ranges::find(problems, Severity::kError, &Problem::severity);
  if (error == problems.end()) return {std::move(text), {}};
  return {{}, "no scenario can say it: " + error->message};
}

}  // namespace

WrittenScenario scenario_for(const Exchange& exchange, const Scenario* scenario, Secrets secrets) {
  if (auto objection = objection_to(exchange); !objection.empty()) return {{}, objection};
  std::string comments =
      "// Answers as request " + std::to_string(exchange.number) + " was answered.\n";
  Json text = Json::object();
  if (bears_token(exchange)) {
    auto value = token_of(exchange, secrets);
    if (value.empty()) {
      value = kOtherToken;
      comments += "// The token that came is not shown: send \"Bearer " + value + "\" instead.\n";
    }
    const auto alias = exchange.token.empty() ? std::string(kOtherAlias) : exchange.token;
    text["tokens"] = {{alias, token_json(exchange, scenario, value)}};
  }
  const auto shown = exchange_json(exchange, secrets);
  if (is_masked(exchange, shown)) comments += "// What the answer repeats of secrets is masked.\n";
  if (needs_stub(exchange)) {
    const auto path = split_target(exchange.request.target).path;
    Json stub = {{"when", {{"method", exchange.request.method}, {"path", path}}}};
    if (exchange.explanation.outcome == Outcome::kStub) stub["even_if_invalid"] = true;
    stub["reply"] = reply_json(exchange, shown);
    text["stubs"] = Json::array({std::move(stub)});
  } else if (exchange.status == kNotFound) {
    text["unmatched"] = "zoom";
  }
  try {
    return checked(comments + text.dump(2) + "\n");
  } catch (const Json::type_error&) {
    return {{}, "the answer is not UTF-8, and a scenario is"};
  }
}

}  // namespace zoom_mock
