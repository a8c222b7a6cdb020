#include "server/mock/oauth.h"

#include <algorithm>
#include <array>

#include "server/mock/authorization.h"
#include "server/mock/revocation.h"
#include "server/mock/token_grant.h"
#include "server/mock/token_request.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

struct OauthFunction {
  std::string_view operation;
  Verdict (*answer)(const Call& call, const TokenRequest& request, TokenIssuer& issuer);
};

constexpr std::array kOauthFunctions = {OauthFunction{kTokenOperation, grant_token},
                                        OauthFunction{kAuthorizeOperation, authorize},
                                        OauthFunction{kRevokeOperation, revoke_token}};

const OauthFunction* function_of(std::string_view operation) {
  const auto* const found =
      std::ranges::find(kOauthFunctions, operation, &OauthFunction::operation);
  return found == kOauthFunctions.end() ? nullptr : found;
}

}  // namespace

std::string_view oauth_method(std::string_view path) {
  for (const auto& operation : oauth_operations()) {
    if (operation.path == path && function_of(operation.id) != nullptr) return operation.method;
  }
  return {};
}

std::optional<Verdict> answer_oauth(const Call& call, TokenIssuer& issuer) {
  const auto* const function = function_of(operation_called(call.request.method, call.target.path));
  if (function == nullptr) return std::nullopt;
  return function->answer(call, read_token_request(call), issuer);
}

}  // namespace zoom_mock
