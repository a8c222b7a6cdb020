#include "server/mock/token_grant.h"

#include <string>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/client_check.h"
#include "server/mock/token_answer.h"
#include "server/mock/user_grant.h"
#include "server/scenario/session_token.h"
#include "server/zoom/grant_types.h"

namespace zoom_mock {

namespace {

/// Masked: what is no grant could be a secret in the wrong place.
Verdict refuse_grant(const Call& call, const TokenRequest& request) {
  const auto& name = request.grant_type;
  const auto shown = name.empty() ? "there is no grant_type" : "the grant_type is " + masked(name);
  return refused_parameter(
      call, request, "grant-type-unsupported", name,
      {Violation::kGrantUnknown, shown + "; it is one of " + listed(grant_names())});
}

std::optional<Verdict> check_account(const Call& call, const TokenRequest& request) {
  const auto& account = request.account_id;
  const auto& session = *call.session;
  if (account == session.name()) return std::nullopt;
  const auto name = parse_session_token(account);
  const auto* const what = account.empty() ? "there is no account_id"
                           : is_unsubstituted(account) || is_unsubstituted(name.session)
                               ? "account_id is, or ends in, an unsubstituted placeholder"
                           : name.alias.empty() ? "account_id names no session"
                                                : "account_id takes no ~alias";
  const auto shown = account.empty() ? std::string() : ": " + masked(account);
  return refused_parameter(
      call, request, "account-invalid", account,
      {Violation::kAccountUnknown, what + shown + "; it is a scenario, such as " +
                                       quote(session.scenario().name) + ", or SCENARIO/ANYTHING"});
}

}  // namespace

std::optional<Verdict> check_token_form(const Call& call, const TokenRequest& request) {
  auto refusal = check_client_named(call, request);
  auto of_grant =
      find_grant(request.grant_type) ? std::nullopt : std::optional(refuse_grant(call, request));
  if (!refusal) return of_grant;
  if (of_grant) refusal->explanation.violations.add(of_grant->explanation.violations);
  return refusal;
}

Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  if (auto refusal = check_token_form(call, request)) return *std::move(refusal);
  if (auto refusal = check_client_listed(call, request)) return *std::move(refusal);
  const auto grant = find_grant(request.grant_type).value();
  if (auto refusal = check_client_grant(call, request, grant)) return *std::move(refusal);
  switch (grant) {
    case GrantType::kCode:
      return grant_by_code(call, request, issuer);
    case GrantType::kRefresh:
      return grant_by_refresh_token(call, request, issuer);
    case GrantType::kAccount:
      if (auto refusal = check_account(call, request)) return *std::move(refusal);
      break;
    case GrantType::kClient:
      break;
  }
  return answer_with_token(call, issuer);
}

}  // namespace zoom_mock
