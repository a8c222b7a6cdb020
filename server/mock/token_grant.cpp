#include "server/mock/token_grant.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/base/explanation.h"
#include "server/http/host.h"
#include "server/scenario/session_token.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kAccountGrant = "account_credentials";
constexpr std::string_view kClientGrant = "client_credentials";
/// Zoom's, which zoom-mock does not have yet.
constexpr std::array<std::string_view, 2> kOtherGrants = {"authorization_code", "refresh_token"};
constexpr std::chrono::seconds kLifetime{3599};

Explanation explanation(std::string why, Violations violations = {}) {
  return {.outcome = Outcome::kOperation,
          .subject = std::string(kTokenOperation),
          .why = std::move(why),
          .violations = violations};
}

/// Masked: what is no grant could be a secret in the wrong place.
std::string shown_grant(const std::string& grant) {
  return grant.empty() ? "there is no grant_type" : "the grant_type is " + masked(grant);
}

/// Why a parameter's value is refused. One that is absent may stand in a body that nobody can read:
/// then that is why.
Explanation wrong(const TokenRequest& request, const std::string& value, std::string why,
                  Violation violation) {
  const bool is_body = value.empty() && !request.defect.empty();
  return is_body ? explanation(request.defect, request.violations)
                 : explanation(std::move(why), Violations(violation));
}

std::optional<Verdict> refuse_client(const TokenRequest& request) {
  if (request.authorizations > 1) {
    return refusal("client-invalid",
                   explanation("there are " + std::to_string(request.authorizations) +
                                   " Authorization headers; send one",
                               Violations(Violation::kAuthorizationRepeated)));
  }
  const auto refuse = [&](const std::string& name, const std::string& value) {
    const auto why = value.empty() ? "there is no " + name
                                   : name + " is an unsubstituted placeholder: " + masked(value);
    return refusal(
        "client-invalid",
        wrong(request, value, why + "; send \"Authorization: Basic <client_id:client_secret>\"",
              Violation::kClientMissing));
  };
  const auto is_lacking = [](const std::string& value) {
    return value.empty() || is_unsubstituted(value);
  };
  if (is_lacking(request.client_id)) return refuse("client_id", request.client_id);
  if (is_lacking(request.client_secret)) return refuse("client_secret", request.client_secret);
  return std::nullopt;
}

std::optional<Verdict> refuse_grant(const TokenRequest& request) {
  const auto& grant = request.grant_type;
  if (grant == kAccountGrant || grant == kClientGrant) return std::nullopt;
  if (std::ranges::find(kOtherGrants, grant) != kOtherGrants.end()) {
    auto verdict =
        refusal("not-mocked", explanation("zoom-mock has no grant by " + grant + " yet"));
    verdict.facts.emplace_back("request", "grant by " + grant);
    verdict.facts.emplace_back("endpoints", "the grant by account_credentials");
    return verdict;
  }
  return refusal("grant-type-unsupported",
                 wrong(request, grant,
                       shown_grant(grant) + "; it is account_credentials or client_credentials",
                       Violation::kGrantUnknown));
}

std::optional<Verdict> refuse_account(const TokenRequest& request, const Session& session) {
  const auto& account = request.account_id;
  if (request.grant_type != kAccountGrant || account == session.name()) return std::nullopt;
  const auto name = parse_session_token(account);
  const auto* const what = account.empty() ? "there is no account_id"
                           : is_unsubstituted(account) || is_unsubstituted(name.session)
                               ? "account_id is, or ends in, an unsubstituted placeholder"
                           : name.alias.empty() ? "account_id names no session"
                                                : "account_id takes no ~alias";
  const auto shown = account.empty() ? std::string() : ": " + masked(account);
  return refusal("account-invalid",
                 wrong(request, account,
                       what + shown + "; it is a scenario, such as " +
                           quote(session.scenario().name) + ", or SCENARIO/ANYTHING",
                       Violation::kAccountUnknown));
}

/// Those of the token, or of all operations.
std::string scopes_of(const Token& token) {
  std::set<std::string, std::less<>> scopes;
  if (token.scopes) {
    scopes.insert(token.scopes->begin(), token.scopes->end());
  } else {
    for (const auto& operation : operations()) {
      scopes.insert(operation.scopes.begin(), operation.scopes.end());
    }
  }
  std::string text;
  for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
}

/// Zoom's two hosts are one here: who asked zoom.us goes on at api.zoom.us.
std::string api_url(const Request& request) {
  auto origin = origin_of(request);
  return origin == "https://zoom.us" ? "https://api.zoom.us" : origin;
}

}  // namespace

bool is_token_request(std::string_view method, std::string_view path) {
  return operation_called(method, path) == kTokenOperation;
}

std::optional<Verdict> check_token_form(const TokenRequest& request) {
  auto refusal = refuse_client(request);
  auto of_grant = refuse_grant(request);
  // Zoom has the grants that zoom-mock lacks.
  if (of_grant && of_grant->explanation.violations.empty()) of_grant.reset();
  if (!refusal) return of_grant;
  if (of_grant) refusal->explanation.violations.add(of_grant->explanation.violations);
  return refusal;
}

Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  auto& session = *call.session;
  if (auto refused = check_token_form(request)) return *std::move(refused);
  if (auto refused = refuse_grant(request)) return *std::move(refused);
  if (auto refused = refuse_account(request, session)) return *std::move(refused);
  const auto lifetime = call.token.expires_in.value_or(kLifetime);
  const auto token = issuer.issue({.session = session.name(),
                                   .alias = call.token.alias,
                                   .grant = issuer.next_grant(),
                                   .expires = call.now + lifetime});
  Verdict verdict;
  verdict.explanation = explanation({});
  verdict.reply.status = 200;
  using Json = nlohmann::ordered_json;
  const Json body = {{"access_token", token},
                     {"token_type", "bearer"},
                     {"expires_in", lifetime.count()},
                     {"scope", scopes_of(call.token)},
                     {"api_url", api_url(call.request)}};
  verdict.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return verdict;
}

}  // namespace zoom_mock
