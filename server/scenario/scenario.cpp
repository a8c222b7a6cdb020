#include "server/scenario/scenario.h"

#include <algorithm>

#include "server/scenario/session_token.h"
#include "server/zoom/email.h"

namespace zoom_mock {

namespace {

Meeting unlisted_meeting() {
  Meeting meeting;
  meeting.exists = false;
  return meeting;
}

}  // namespace

Meeting Scenario::meeting(std::string_view id) const {
  if (const auto listed = meetings.find(id); listed != meetings.end()) return listed->second;
  return any_meeting ? *any_meeting : unlisted_meeting();
}

User Scenario::user(std::string_view called) const {
  if (const auto listed = users.find(called); listed != users.end()) return listed->second;
  const auto has_address = [&](const auto& listed) {
    return is_same_email(listed.second.email, called);
  };
  const auto addressed =
      called.find('@') == called.npos ? users.end() : std::ranges::find_if(users, has_address);
  if (addressed != users.end()) return addressed->second;
  auto user = any_user.value_or(User{.exists = false});
  name_user(user, called);
  return user;
}

const Token* Scenario::find_token_by_value(std::string_view value) const {
  const auto found = std::ranges::find(tokens, value, &Token::value);
  return found == tokens.end() ? nullptr : &*found;
}

const Token* Scenario::first_valid_token() const {
  const auto found = std::ranges::find(tokens, TokenState::kValid, &Token::state);
  return found == tokens.end() ? nullptr : &*found;
}

std::vector<std::string> Scenario::aliases() const {
  std::vector<std::string> result;
  for (const auto& token : tokens) result.push_back(token.alias);
  return result;
}

const Token* Scenario::find_token_by_alias(std::string_view alias) const {
  const auto found = std::ranges::find(tokens, alias, &Token::alias);
  return found == tokens.end() ? nullptr : &*found;
}

const OauthClient* Scenario::find_client(std::string_view id) const {
  const auto found = std::ranges::find(clients, id, &OauthClient::id);
  return found == clients.end() ? nullptr : &*found;
}

const Scenario* ScenarioSet::scenario_of(std::string_view session) const {
  const auto found = scenarios.find(parse_session_token(session).scenario);
  return found == scenarios.end() ? nullptr : found->second.get();
}

std::vector<std::string> names_of(const Scenarios& scenarios) {
  std::vector<std::string> names;
  for (const auto& [name, scenario] : scenarios) names.push_back(name);
  return names;
}

}  // namespace zoom_mock
