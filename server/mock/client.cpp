#include "server/mock/client.h"

#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/scenario/session_token.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kPrefix = "/oauth/";

}  // namespace

bool asks_for_token(const Request& request, std::string_view path) {
  if (!path.starts_with(kPrefix)) return false;
  const auto authorization = request.headers.find("Authorization").value_or("");
  return !iequals(parse_credentials(authorization).scheme, "Bearer");
}

bool names_session(const std::string& name, const ScenarioSet& set, const Sessions& sessions) {
  const auto parts = parse_session_token(name);
  const bool is_possible = set.scenarios.contains(parts.scenario) && parts.alias.empty() &&
                           !name.ends_with('/') && parts.session.size() <= kMaxSessionName &&
                           !is_unsubstituted(parts.session);
  return is_possible || sessions.find(name) != nullptr;
}

Caller find_client(const TokenRequest& request, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now) {
  auto name = set.active;
  for (const auto& named : {request.client_id, request.account_id}) {
    if (names_session(named, set, sessions)) name = named;
  }
  Caller caller;
  // One with a scenario of its own has a name that no file has.
  caller.session = sessions.find(name);
  const auto listed = set.scenarios.find(parse_session_token(name).scenario);
  if (listed != set.scenarios.end()) caller.session = sessions.open(name, listed->second, now);
  const auto* const token = caller.session->scenario().first_valid_token();
  if (token != nullptr) caller.token = *token;
  return caller;
}

}  // namespace zoom_mock
