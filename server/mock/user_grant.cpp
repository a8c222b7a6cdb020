#include "server/mock/user_grant.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/code_challenge.h"
#include "server/mock/token_answer.h"

namespace zoom_mock {

namespace {

/// What a client asks with, and how it is refused.
struct Held {
  IssuedKind kind;
  std::string_view name;
  std::string_view origin;  ///< to follow the name
  std::string_view reply;
  Violation unknown;
  Violation reused;
};

constexpr Held kHeldCode = {IssuedKind::kCode,
                            "code",
                            "is none that /oauth/authorize gave",
                            "code-invalid",
                            Violation::kCodeUnknown,
                            Violation::kCodeReused};
constexpr Held kHeldRefreshToken = {IssuedKind::kRefresh,
                                    "refresh_token",
                                    "is none that came with a token",
                                    "refresh-token-invalid",
                                    Violation::kRefreshTokenUnknown,
                                    Violation::kRefreshTokenReused};

/// "the code of grant 7"
std::string grant_text(const Held& held, const IssuedToken& issued) {
  return "the " + std::string(held.name) + " of grant " + std::to_string(issued.grant.number);
}

/// A session that was closed to make room has forgotten what was used before.
bool may_be_forgotten(const IssuedToken& issued, const Session& session) {
  using std::chrono::milliseconds;
  return session.is_resumed() &&
         issued.grant.granted < std::chrono::floor<milliseconds>(session.opened());
}

/// Nothing: it was not.
std::optional<Verdict> refuse_spent(const Call& call, const Held& held, const IssuedToken& issued,
                                    Spent spent) {
  const auto name = grant_text(held, issued);
  if (spent == Spent::kYes) {
    return refused(call, held.reply, name + " was used or revoked before", Violations(held.reused));
  }
  if (spent == Spent::kMaybe) {
    return refused(call, held.reply,
                   name + " may have been used before: more were than the session remembers");
  }
  return std::nullopt;
}

/// Of what a client asks with; `value` is what it sent, `issued` what that is worth.
std::optional<Verdict> refuse_held(const Call& call, const Held& held, const std::string& value,
                                   const std::optional<IssuedToken>& issued,
                                   const std::string& client) {
  const auto unknown = [&](const std::string& why) {
    return refused(call, held.reply, why, Violations(held.unknown));
  };
  const auto name = std::string(held.name);
  if (value.empty()) return unknown("there is no " + name);
  if (is_unsubstituted(value)) {
    return unknown(name + " is an unsubstituted placeholder: " + masked(value));
  }
  if (!issued || issued->kind != held.kind) {
    return unknown(name + " " + masked(value) + " " + std::string(held.origin));
  }
  if (issued->client != client) return unknown(grant_text(held, *issued) + " is another client's");
  const auto& session = *call.session;
  if (issued->session != session.name()) {
    return refused(call, held.reply,
                   grant_text(held, *issued) + " is of the session " + quote(issued->session) +
                       ", which was closed");
  }
  if (auto refusal = refuse_spent(call, held, *issued, session.spent(*issued))) return refusal;
  if (may_be_forgotten(*issued, session)) {
    return refused(call, held.reply,
                   grant_text(held, *issued) +
                       " may have been used before: the session has forgotten " +
                       "what was, since it was closed to make room for others");
  }
  if (call.now < issued->expires) return std::nullopt;
  const auto past =
      std::chrono::duration_cast<std::chrono::milliseconds>(call.now - issued->expires);
  return refused(
      call, held.reply,
      grant_text(held, *issued) + " expired " + std::to_string(past.count()) + " ms ago");
}

/// Of a code that is the client's: how it was asked for.
std::optional<Verdict> refuse_binding(const Call& call, const TokenRequest& request,
                                      const IssuedToken& code) {
  if (request.redirect_uri != code.redirect_uri) {
    const auto sent = request.redirect_uri.empty()
                          ? "there is no redirect_uri"
                          : "redirect_uri is " + masked(request.redirect_uri);
    return refused(call, kHeldCode.reply,
                   sent + "; the code was sent to " + masked(code.redirect_uri),
                   Violations(Violation::kRedirectUriWrong));
  }
  if (meets_challenge(request.code_verifier, code.challenge)) return std::nullopt;
  const auto* const what = code.challenge.empty()
                               ? "the code was asked for without a code_challenge"
                           : request.code_verifier.empty()
                               ? "there is no code_verifier, which the code_challenge demands"
                               : "code_verifier is not what the code_challenge was made of";
  return refused(call, kHeldCode.reply, what, Violations(Violation::kCodeVerifierWrong));
}

/// The last to be asked: of all requests that come at once, one alone passes.
Verdict grant_once(const Call& call, const Held& held, const IssuedToken& issued,
                   TokenIssuer& issuer) {
  if (auto refusal = refuse_spent(call, held, issued, call.session->spend(issued))) {
    return *std::move(refusal);
  }
  return answer_with_token(call, issuer, issued.client);
}

}  // namespace

Verdict grant_by_code(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  const auto code = issuer.read(request.code);
  if (auto refusal = refuse_held(call, kHeldCode, request.code, code, request.client_id)) {
    return *std::move(refusal);
  }
  if (auto refusal = refuse_binding(call, request, *code)) return *std::move(refusal);
  return grant_once(call, kHeldCode, *code, issuer);
}

Verdict grant_by_refresh_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer) {
  const auto token = issuer.read(request.refresh_token);
  if (auto refusal =
          refuse_held(call, kHeldRefreshToken, request.refresh_token, token, request.client_id)) {
    return *std::move(refusal);
  }
  return grant_once(call, kHeldRefreshToken, *token, issuer);
}

}  // namespace zoom_mock
