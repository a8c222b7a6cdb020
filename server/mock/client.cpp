#include "server/mock/client.h"

#include <memory>
#include <string>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/scenario/session_token.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kPrefix = "/oauth/";

/// A scenario's, `scenario/session`, or one that was made at run time; null: the name is none of
/// these.
std::shared_ptr<Session> session_named(const std::string& name, const ScenarioSet& set,
                                       Sessions& sessions, Clock::TimePoint now) {
  const auto parts = parse_session_token(name);
  const auto listed = set.scenarios.find(parts.scenario);
  // One with a scenario of its own has a name that no file has.
  if (listed == set.scenarios.end()) return sessions.find(name);
  const bool is_possible = parts.alias.empty() && !name.ends_with('/') && !name.ends_with('~') &&
                           parts.session.size() <= kMaxSessionName &&
                           !is_unsubstituted(parts.session);
  return is_possible ? sessions.open(name, listed->second, now) : nullptr;
}

/// That of what was given to the client before; empty: it sends nothing of the kind.
std::string session_given(const TokenRequest& request, const TokenIssuer& issuer) {
  for (const auto* const value : {&request.code, &request.refresh_token, &request.token}) {
    if (const auto issued = issuer.read(*value)) return issued->session;
  }
  return {};
}

}  // namespace

bool asks_for_token(const Request& request, std::string_view path) {
  if (!path.starts_with(kPrefix)) return false;
  const auto authorization = request.headers.find("Authorization").value_or("");
  return !iequals(parse_credentials(authorization).scheme, "Bearer");
}

Caller find_client(const TokenRequest& request, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now, const TokenIssuer& issuer) {
  Caller caller;
  for (const auto& name : {session_given(request, issuer), request.account_id, request.client_id}) {
    if (caller.session == nullptr) caller.session = session_named(name, set, sessions, now);
  }
  if (caller.session == nullptr) {
    caller.session = sessions.open(set.active, set.scenarios.at(set.active), now);
  }
  const auto* const token = caller.session->scenario().first_valid_token();
  if (token != nullptr) caller.token = *token;
  return caller;
}

}  // namespace zoom_mock
