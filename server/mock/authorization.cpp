#include "server/mock/authorization.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "server/base/explanation.h"
#include "server/http/target.h"
#include "server/http/uri.h"
#include "server/mock/client_check.h"
#include "server/mock/code_challenge.h"

namespace zoom_mock {

namespace {

constexpr std::chrono::minutes kCodeLifetime{5};

std::string query_value(const Call& call, std::string_view name) {
  const auto values = query_values(call.target, name);
  return values.empty() ? std::string() : values.front();
}

/// A fragment would swallow the code.
bool can_be_redirected_to(const std::string& uri) {
  return is_uri(uri) && uri.find('#') == std::string::npos;
}

std::optional<Verdict> refuse_redirect(const Call& call, const TokenRequest& request) {
  const auto refuse = [&](const std::string& why) {
    return refused(call, "redirect-uri-invalid", why, Violations(Violation::kRedirectUriWrong));
  };
  const auto& uri = request.redirect_uri;
  if (uri.empty()) return refuse("there is no redirect_uri");
  if (!can_be_redirected_to(uri)) {
    return refuse("redirect_uri " + masked(uri) + " is not a URI (RFC 3986) without a fragment");
  }
  const auto* const client = call.session->scenario().find_client(request.client_id);
  if (client == nullptr || !client->redirect_uris) return std::nullopt;
  const auto& uris = *client->redirect_uris;
  if (std::ranges::find(uris, uri) != uris.end()) return std::nullopt;
  return refuse("redirect_uri " + known_or_masked(uri, uris) + " is none of the client " +
                quote(client->id) + "'s \"redirect_uris\", which are " + listed(uris));
}

/// Sends the user back, with these parameters and the state.
Verdict redirected(const Call& call, const TokenRequest& request, std::string parameters,
                   std::string why = {}, const Violations& violations = {}) {
  const auto& uri = request.redirect_uri;
  const auto state = query_values(call.target, "state");
  if (!state.empty()) parameters += "&state=" + percent_encode(state.front());
  auto verdict = refused(call, {}, std::move(why), violations);
  verdict.reply.status = 302;
  verdict.reply.headers.set("Location",
                            uri + (uri.find('?') == std::string::npos ? "?" : "&") + parameters);
  return verdict;
}

}  // namespace

Verdict authorize(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  if (auto refusal = check_client_id(call, request.client_id, "consent-client-invalid")) {
    return *std::move(refusal);
  }
  if (auto refusal = refuse_redirect(call, request)) return *std::move(refusal);
  if (const auto refusal = check_client_grant(call, request, GrantType::kCode)) {
    return redirected(call, request, "error=unauthorized_client", refusal->explanation.why,
                      refusal->explanation.violations);
  }
  const Violations wrong(Violation::kAuthorizeQueryWrong);
  if (const auto type = query_value(call, "response_type"); type != "code") {
    return redirected(call, request, "error=unsupported_response_type",
                      type.empty() ? "there is no response_type; it is code"
                                   : "response_type is " + masked(type) + "; it is code",
                      wrong);
  }
  const auto method = query_value(call, "code_challenge_method");
  const auto challenge = demanded_digest(query_value(call, "code_challenge"), method);
  if (!challenge) {
    return redirected(call, request, "error=invalid_request",
                      "code_challenge_method is S256 or plain, and with S256 a code_challenge is "
                      "the SHA-256 of the verifier in base64url",
                      wrong);
  }
  const auto code = issuer.issue({.kind = IssuedKind::kCode,
                                  .session = call.session->name(),
                                  .grant = issuer.next_grant(call.arrived),
                                  .expires = call.now + kCodeLifetime,
                                  .client = request.client_id,
                                  .redirect_uri = request.redirect_uri,
                                  .challenge = *challenge});
  return redirected(call, request, "code=" + code);
}

}  // namespace zoom_mock
