#include "server/mock/token_answer.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/http/host.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::chrono::seconds kLifetime{3599};

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

Verdict answer_with_token(const Call& call, TokenIssuer& issuer) {
  const auto token = next_token(call);
  const auto lifetime = lifetime_of(token, call.session->scenario().oauth);
  return found(call, {{"access_token", issuer.issue({.session = call.session->name(),
                                                     .alias = token.alias,
                                                     .grant = issuer.next_grant(),
                                                     .expires = call.now + lifetime})},
                      {"token_type", "bearer"},
                      {"expires_in", lifetime.count()},
                      {"scope", scopes_of(token)},
                      {"api_url", api_url(call.request)}});
}

}  // namespace zoom_mock
