#include "server/mock/token_grant.h"

#include <string>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/client_check.h"
#include "server/mock/token_answer.h"
#include "server/scenario/session_token.h"
#include "server/zoom/grant_types.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Masked: what is no grant could be a secret in the wrong place.
std::string shown_grant(const std::string& grant) {
  return grant.empty() ? "there is no grant_type" : "the grant_type is " + masked(grant);
}

std::optional<Verdict> refuse_grant(const Call& call, const TokenRequest& request) {
  const auto& name = request.grant_type;
  const auto grant = find_grant(name);
  if (!grant) {
    return refused(call, "grant-type-unsupported",
                   shown_grant(name) + "; it is one of " + listed(grant_names()),
                   Violations(Violation::kGrantUnknown));
  }
  if (*grant == GrantType::kAccount || *grant == GrantType::kClient) {
    return refuse_grant_of_client(call, request, *grant);
  }
  auto verdict = refused(call, "not-mocked", "zoom-mock has no grant by " + name + " yet");
  verdict.facts.emplace_back("request", "grant by " + name);
  verdict.facts.emplace_back("endpoints", "the grant by account_credentials");
  return verdict;
}

std::optional<Verdict> refuse_account(const Call& call, const TokenRequest& request) {
  const auto& account = request.account_id;
  const auto& session = *call.session;
  const bool needs_none = find_grant(request.grant_type) != GrantType::kAccount;
  if (needs_none || account == session.name()) return std::nullopt;
  const auto name = parse_session_token(account);
  const auto* const what = account.empty() ? "there is no account_id"
                           : is_unsubstituted(account) || is_unsubstituted(name.session)
                               ? "account_id is, or ends in, an unsubstituted placeholder"
                           : name.alias.empty() ? "account_id names no session"
                                                : "account_id takes no ~alias";
  const auto shown = account.empty() ? std::string() : ": " + masked(account);
  return refused(call, "account-invalid",
                 what + shown + "; it is a scenario, such as " + quote(session.scenario().name) +
                     ", or SCENARIO/ANYTHING",
                 Violations(Violation::kAccountUnknown));
}

}  // namespace

bool is_token_request(std::string_view method, std::string_view path) {
  return operation_called(method, path) == kTokenOperation;
}

Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  if (auto refusal = refuse_client(call, request)) return *std::move(refusal);
  if (auto refusal = refuse_grant(call, request)) return *std::move(refusal);
  if (auto refusal = refuse_account(call, request)) return *std::move(refusal);
  return answer_with_token(call, issuer);
}

}  // namespace zoom_mock
