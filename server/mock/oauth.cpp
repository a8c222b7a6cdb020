#include "server/mock/oauth.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

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

}  // namespace

Verdict answer_oauth(const Call& call, TokenIssuer& issuer) {
  const auto& id = call.route.site->id;
  const auto* const function = std::ranges::find(kOauthFunctions, id, &OauthFunction::operation);
  if (function == kOauthFunctions.end()) {
    throw std::logic_error(std::string(id) + " has no function");
  }
  return function->answer(call, read_token_request(call), issuer);
}

}  // namespace zoom_mock
