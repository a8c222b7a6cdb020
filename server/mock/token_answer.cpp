#include "server/mock/token_answer.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <set>

#include "server/http/host.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::chrono::seconds kLifetime{3599};
constexpr std::chrono::hours kRefreshLifetime{90 * 24};

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

/// What the next grant acts as: what the scenario issues, or else its first valid token.
Token next_token(const Call& call) {
  const auto* const issued =
      call.session->scenario().find_token_by_alias(call.session->next_issue());
  return issued == nullptr ? call.token : *issued;
}

std::chrono::seconds lifetime_of(const Token& token, const OauthRules& rules) {
  return token.expires_in ? *token.expires_in : rules.expires_in.value_or(kLifetime);
}

}  // namespace

Verdict answer_with_token(const Call& call, TokenIssuer& issuer, const std::string& user_client) {
  const auto token = next_token(call);
  const auto lifetime = lifetime_of(token, call.session->scenario().oauth);
  const auto& session = call.session->name();
  const auto grant = issuer.next_grant(call.arrived);
  nlohmann::ordered_json body = {{"access_token", issuer.issue({.kind = IssuedKind::kAccess,
                                                                .session = session,
                                                                .grant = grant,
                                                                .expires = call.now + lifetime,
                                                                .alias = token.alias})},
                                 {"token_type", "bearer"}};
  if (!user_client.empty()) {
    body["refresh_token"] = issuer.issue({.kind = IssuedKind::kRefresh,
                                          .session = session,
                                          .grant = grant,
                                          .expires = call.now + kRefreshLifetime,
                                          .client = user_client});
  }
  body["expires_in"] = lifetime.count();
  body["scope"] = scopes_of(token);
  body["api_url"] = api_url(call.request);
  return found(call, body);
}

}  // namespace zoom_mock
