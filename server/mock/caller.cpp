#include "server/mock/caller.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/scenario/session_token.h"
#include "server/zoom/real_token.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kScheme = "Bearer";
/// A token as found, before its state is asked.
struct Found {
  std::string session;
  std::shared_ptr<const Scenario> scenario;
  Token token;
  std::optional<IssuedToken> issued = {};  ///< it was granted, and worth that
};

Verdict unauthorized(std::string_view reply, std::string why) {
  return refusal(reply, {.outcome = Outcome::kUnauthorized, .why = std::move(why)});
}

/// What only a mistake in the client leads to.
Verdict unauthorized(Violation violation, std::string why) {
  auto verdict = unauthorized("access-token-invalid", std::move(why));
  verdict.explanation.violations.add(violation);
  return verdict;
}

/// The token that a scenario's bare name stands for.
Token primary_token(const Scenario& scenario) {
  const auto* const token = scenario.first_valid_token();
  return token == nullptr ? Token{} : *token;
}

std::optional<Found> find_listed(std::string_view value, const ScenarioSet& set) {
  if (const auto active = set.scenarios.find(set.active); active != set.scenarios.end()) {
    if (const auto* const token = active->second->find_token_by_value(value)) {
      return Found{set.active, active->second, *token};
    }
  }
  for (const auto& [name, scenario] : set.scenarios) {
    const auto own_end =
        scenario->tokens.begin() + static_cast<std::ptrdiff_t>(scenario->own_tokens);
    const auto token = std::find_if(scenario->tokens.begin(), own_end,
                                    [&](const Token& t) { return t.value == value; });
    if (token != own_end) return Found{name, scenario, *token};
  }
  return std::nullopt;
}

/// A value that was listed when a session was opened that still is: the scenario may have changed
/// since.
std::optional<Found> find_in_open(std::string_view value, const Sessions& sessions) {
  const auto session = sessions.find_shared_by_token(value);
  if (!session) return std::nullopt;
  const auto& scenario = session->shared_scenario();
  return Found{session->name(), scenario, *scenario->find_token_by_value(value)};
}

/// The scenario that a session acts by: its own copy when it is open, whatever was reloaded since.
std::shared_ptr<const Scenario> scenario_of(const SessionToken& name, const std::string& session,
                                            const ScenarioSet& set, const Sessions& sessions) {
  if (const auto open = sessions.find(session)) return open->shared_scenario();
  const auto listed = set.scenarios.find(name.scenario);
  return listed == set.scenarios.end() ? nullptr : listed->second;
}

/// `refusal` gets the reason when the name is a scenario's and what follows it is wrong.
std::optional<Found> find_named(std::string_view value, const ScenarioSet& set,
                                const Sessions& sessions, std::optional<Verdict>& refusal) {
  const auto name = parse_session_token(value);
  const auto session = to_string({name.scenario, name.session, {}});
  const auto scenario = scenario_of(name, session, set, sessions);
  if (scenario == nullptr) return std::nullopt;
  if (value.ends_with('/') || value.ends_with('~') || value.find("/~") != value.npos) {
    refusal = unauthorized(Violation::kSessionNameWrong, "the name of the session or alias after " +
                                                             quote(name.scenario) +
                                                             " is empty: is a variable not set?");
    return std::nullopt;
  }
  if (is_unsubstituted(name.session)) {
    refusal = unauthorized(Violation::kSessionNameWrong,
                           "the session's name " + masked(name.session) + " after " +
                               quote(name.scenario) +
                               " is an unsubstituted placeholder: is a variable not set?");
    return std::nullopt;
  }
  if (name.session.size() > kMaxSessionName) {
    refusal = unauthorized(Violation::kSessionNameWrong,
                           "a session's name has at most " + std::to_string(kMaxSessionName) +
                               " bytes, not " + std::to_string(name.session.size()));
    return std::nullopt;
  }
  if (name.alias.empty()) return Found{session, scenario, primary_token(*scenario)};
  if (const auto* const token = scenario->find_token_by_alias(name.alias)) {
    return Found{session, scenario, *token};
  }
  // An open session may be asked for a token that was added since.
  if (const auto now = set.scenarios.find(name.scenario); now != set.scenarios.end()) {
    if (const auto* const token = now->second->find_token_by_alias(name.alias)) {
      return Found{session, scenario, *token};
    }
  }
  refusal = unauthorized(Violation::kTokenUnknown, "scenario " + quote(name.scenario) +
                                                       " has no token " + masked(name.alias) +
                                                       "; it has " + listed(scenario->aliases()));
  return std::nullopt;
}

/// A token that this server granted; nothing when its session is gone with its scenario.
std::optional<Found> find_issued(const IssuedToken& issued, const ScenarioSet& set,
                                 const Sessions& sessions) {
  const auto scenario =
      scenario_of(parse_session_token(issued.session), issued.session, set, sessions);
  if (scenario == nullptr) return std::nullopt;
  const auto* const listed = scenario->find_token_by_alias(issued.alias);
  return Found{issued.session, scenario, listed == nullptr ? primary_token(*scenario) : *listed,
               issued};
}

/// A listed value's session keeps what its copy of the scenario says of that token.
Found as_opened(Found found, const Sessions& sessions) {
  const auto open = sessions.find(found.session);
  if (!open) return found;
  if (const auto* const token = open->scenario().find_token_by_alias(found.token.alias)) {
    found.token = *token;
  }
  return found;
}

Verdict unknown_token(std::string_view value, const ScenarioSet& set) {
  if (is_unsubstituted(value)) {
    return unauthorized(Violation::kTokenUnsubstituted,
                        "the bearer token " + masked(value) + " is an unsubstituted placeholder");
  }
  std::vector<std::string> aliases;
  if (const auto active = set.scenarios.find(set.active); active != set.scenarios.end()) {
    aliases = active->second->aliases();
  }
  const auto meant = nearest(parse_session_token(value).scenario, names_of(set.scenarios));
  return unauthorized(
      Violation::kTokenUnknown,
      "the bearer token " + masked(value) + " is unknown: " +
          (meant ? "did you mean the scenario " + quote(*meant) + "? Scenario " : "scenario ") +
          quote(set.active) + " lists " + listed(aliases) +
          ", and a scenario's name is a token too");
}

Verdict no_access_token(const IssuedToken& issued) {
  if (issued.kind == IssuedKind::kDownload) {
    return unauthorized(Violation::kTokenUnknown,
                        "the bearer token is one that downloads files of recordings alone");
  }
  const auto* const what =
      issued.kind == IssuedKind::kCode ? "the code of grant " : "the refresh token of grant ";
  return unauthorized(Violation::kTokenUnknown,
                      "the bearer token is " + (what + std::to_string(issued.grant.number)) +
                          "; POST /oauth/token gives an access_token for it");
}

/// Of a session that had a scenario of its own.
Verdict was_closed(std::string_view value) {
  return unauthorized(
      "access-token-invalid",
      "the session of the bearer token " + masked(value) +
          " was closed, and its scenario is forgotten; POST /__admin/sessions opens another");
}

/// The token after "Bearer", or why there is none.
std::variant<std::string_view, Verdict> bearer_value(const Headers& headers) {
  const auto fields = headers.all("Authorization");
  if (fields.empty()) {
    return unauthorized(Violation::kAuthorizationMissing,
                        "there is no Authorization header; send \"Authorization: Bearer <token>\"");
  }
  if (fields.size() > 1) {
    return unauthorized(
        Violation::kAuthorizationRepeated,
        "there are " + std::to_string(fields.size()) + " Authorization headers; send one");
  }
  const auto [scheme, value] = parse_credentials(fields.front());
  if (!iequals(scheme, kScheme)) {
    // Anything but a scheme may be the secret itself.
    const bool known = iequals(scheme, "Basic") || iequals(scheme, "Digest");
    const auto shown = known ? quote(scheme) : masked(scheme);
    return unauthorized(
        Violation::kSchemeNotBearer,
        "the Authorization header begins with " + shown + "; it must begin with \"Bearer \"");
  }
  if (value.empty()) return unauthorized(Violation::kTokenEmpty, "the bearer token is empty");
  return value;
}

Caller stranger(Verdict verdict) { return {nullptr, {}, std::move(verdict)}; }

std::string let_expire(const std::string& name) {
  return name + " was let expire by the admin API";
}

/// By the state that the scenario gives a token. `name` says which one it is.
template <typename Name>
std::optional<Verdict> refuse_state(const Token& token, Name name) {
  if (token.state == TokenState::kValid) return std::nullopt;
  if (token.state == TokenState::kExpired) {
    return unauthorized("token-expired", name() + " is expired");
  }
  return unauthorized("access-token-invalid", name() + " is revoked");
}

/// Of a granted one, by what it was granted for: that its alias expired says nothing of it.
std::optional<Verdict> refuse_issued(const IssuedToken& issued, const Token& token,
                                     const Session& session, Clock::TimePoint now) {
  const auto name = [&] { return "the token of grant " + std::to_string(issued.grant.number); };
  const auto acting = [&] { return name() + ", which acts as " + quote(token.alias) + ","; };
  if (auto refusal = refuse_state(token, acting)) return refusal;
  switch (session.spent(issued)) {
    case Spent::kYes:
      return unauthorized("access-token-invalid", name() + " was revoked");
    case Spent::kMaybe:
      return unauthorized("access-token-invalid",
                          name() + " may have been revoked: more were than the session remembers");
    case Spent::kNo:
      break;
  }
  if (session.expired_tokens().contain(issued)) {
    return unauthorized("token-expired", let_expire(name()));
  }
  const auto past =
      std::chrono::duration_cast<std::chrono::milliseconds>(session.now(now) - issued.expires);
  if (past.count() < 0) return std::nullopt;
  return unauthorized("token-expired",
                      name() + " expired " + std::to_string(past.count()) + " ms ago");
}

/// Of one that the scenario lists.
std::optional<Verdict> refuse(const Token& token, const Session& session, Clock::TimePoint now) {
  const auto name = [&] { return "the token " + quote(token.alias); };
  if (auto refusal = refuse_state(token, name)) return refusal;
  if (session.expired_tokens().contain(token.alias)) {
    return unauthorized("token-expired", let_expire(name()));
  }
  if (token.expires_in && session.now(now) >= session.opened() + *token.expires_in) {
    return unauthorized("token-expired", name() + " expired " +
                                             std::to_string(token.expires_in->count()) +
                                             " s after the first request of its session");
  }
  return std::nullopt;
}

}  // namespace

Caller find_caller(const Headers& headers, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now, RealTokens real_tokens, const TokenIssuer& issuer) {
  const auto bearer = bearer_value(headers);
  if (const auto* const verdict = std::get_if<Verdict>(&bearer)) return stranger(*verdict);
  const auto value = std::get<std::string_view>(bearer);

  if (real_tokens == RealTokens::kRefused && looks_real(value)) {
    return stranger(
        unauthorized(Violation::kTokenReal,
                     "the bearer token looks like a real one of Zoom's, which no test should "
                     "need; --allow-real-tokens accepts it"));
  }

  std::optional<Verdict> refusal;
  auto found = find_listed(value, set);
  if (found) found = as_opened(std::move(*found), sessions);
  if (!found) found = find_named(value, set, sessions, refusal);
  if (!found) found = find_in_open(value, sessions);
  const auto issued = found ? std::nullopt : issuer.read(value);
  if (issued && issued->kind != IssuedKind::kAccess) return stranger(no_access_token(*issued));
  if (issued) found = find_issued(*issued, set, sessions);
  if (!found && !refusal) {
    const bool was_open = issued || sessions.was_evicted(parse_session_token(value).scenario);
    refusal = was_open ? was_closed(value) : unknown_token(value, set);
  }
  if (!found) return stranger(*std::move(refusal));
  auto session = sessions.open(found->session, found->scenario, now);
  if (session == nullptr) return stranger(was_closed(value));
  refusal = found->issued ? refuse_issued(*found->issued, found->token, *session, now)
                          : refuse(found->token, *session, now);
  return {std::move(session), std::move(found->token), std::move(refusal)};
}

}  // namespace zoom_mock
