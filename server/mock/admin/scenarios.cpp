#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/http/url.h"
#include "server/mock/admin/endpoints.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

std::string_view state_name(TokenState state) {
  switch (state) {
    case TokenState::kExpired:
      return "expired";
    case TokenState::kRevoked:
      return "revoked";
    case TokenState::kValid:
      break;
  }
  return "valid";
}

/// By its alias: what clients send is for those who may read the file.
Json token_json(const Token& token) {
  return {{"alias", token.alias},
          {"state", state_name(token.state)},
          {"scopes", token.scopes ? Json(*token.scopes) : Json(nullptr)},
          {"account", token.account},
          {"user", token.user}};
}

/// Its secret, and what may be one in its query, are for those who may read the file.
Json webhook_json(const Webhook& webhook) {
  return {{"url", shown_url(webhook.url)},
          {"events", webhook.events.value_or(subscribed_event_names())}};
}

/// Without its secret.
Json client_json(const OauthClient& client) {
  Json grants;
  if (client.grants) {
    grants = Json::array();
    for (const auto grant : *client.grants) grants.push_back(grant_name(grant));
  }
  return {{"id", client.id},
          {"redirect_uris", client.redirect_uris ? Json(*client.redirect_uris) : Json(nullptr)},
          {"grants", std::move(grants)}};
}

Json scenario_json(const Scenario& scenario, bool is_active) {
  Json body = {{"scenario", scenario.name},
               {"description", scenario.description},
               {"active", is_active},
               {"profile", profile_name(scenario.profile)},
               {"unmatched", scenario.unmatched == Unmatched::kZoom ? "zoom" : "not-mocked"}};
  auto& tokens = body["tokens"] = Json::array();
  for (const auto& token : scenario.tokens) tokens.push_back(token_json(token));
  auto& clients = body["clients"] = Json::array();
  for (const auto& client : scenario.clients) clients.push_back(client_json(client));
  auto& meetings = body["meetings"] = Json::array();
  for (const auto& [id, meeting] : scenario.meetings) meetings.push_back(id);
  body["other_meetings_exist"] = scenario.any_meeting && scenario.any_meeting->exists;
  auto& stubs = body["stubs"] = Json::array();
  for (const auto& stub : scenario.stubs) stubs.push_back(stub.name);
  auto& webhooks = body["webhooks"] = Json::array();
  for (const auto& webhook : scenario.webhooks) webhooks.push_back(webhook_json(webhook));
  return body;
}

}  // namespace

Response list_scenarios(const AdminRequest& request) {
  const auto set = request.context.store.current();
  auto list = Json::array();
  for (const auto& [name, scenario] : set->scenarios) {
    list.push_back({{"scenario", name},
                    {"description", scenario->description},
                    {"active", name == set->active}});
  }
  return json_response(200, {{"scenarios", list}});
}

Response show_scenario(const AdminRequest& request) {
  const auto set = request.context.store.current();
  const auto name = request.segment("name");
  const auto found = set->scenarios.find(name);
  if (found != set->scenarios.end()) {
    return json_response(200, scenario_json(*found->second, name == set->active));
  }
  const auto hint = suggestion_hint(name, names_of(set->scenarios));
  return admin_error(
      404, "no scenario is called " + masked(name) + (hint.empty() ? std::string() : "; " + hint));
}

}  // namespace zoom_mock
