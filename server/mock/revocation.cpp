#include "server/mock/revocation.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/client_check.h"

namespace zoom_mock {

Verdict revoke_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  if (auto refusal = check_client_named(call, request)) return *std::move(refusal);
  if (auto refusal = check_client_listed(call, request)) return *std::move(refusal);
  auto verdict = found(call, {{"status", "success"}});
  const auto issued = issuer.read(request.token);
  const bool is_granted_here =
      issued && issued->kind != IssuedKind::kCode && issued->session == call.session->name();
  // RFC 7009 2.1: a refresh token is one client's; an access token does not say whose it is.
  const bool is_anothers =
      is_granted_here && !issued->client.empty() && issued->client != request.client_id;
  if (is_granted_here && !is_anothers) {
    call.session->spend(*issued);
    return verdict;
  }
  const auto token = "token " + masked(request.token);
  verdict.explanation.notes.push_back("nothing was revoked: " +
                                      (request.token.empty() ? "there is no token"
                                       : is_anothers         ? token + " is another client's"
                                                             : token + " was not granted here"));
  return verdict;
}

}  // namespace zoom_mock
