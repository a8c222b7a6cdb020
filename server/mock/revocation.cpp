#include "server/mock/revocation.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/client_check.h"

namespace zoom_mock {

Verdict revoke_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  if (auto refusal = refuse_client(call, request)) return *std::move(refusal);
  auto verdict = found(call, {{"status", "success"}});
  const auto issued = issuer.read(request.token);
  if (issued && issued->kind != IssuedKind::kCode && issued->session == call.session->name()) {
    call.session->spend(*issued);
  } else {
    verdict.explanation.notes.push_back(
        "nothing was revoked: " +
        (request.token.empty() ? "there is no token"
                               : "token " + masked(request.token) + " was not granted here"));
  }
  return verdict;
}

}  // namespace zoom_mock
