#include "server/mock/example_request.h"

#include <algorithm>

#include "server/base/shell_word.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

std::string example_token(const ScenarioSet& set) {
  const auto* const token = set.scenarios.at(set.active)->first_valid_token();
  return token == nullptr ? set.active : token->value;
}

OauthClient example_client(const ScenarioSet& set) {
  const auto& clients = set.scenarios.at(set.active)->clients;
  if (clients.empty()) return {.id = set.active, .secret = "any-secret"};
  const auto found = std::ranges::find_if(
      clients, [](const OauthClient& client) { return may_use(client, GrantType::kAccount); });
  return found == clients.end() ? clients.front() : *found;
}

std::string example_curl(const std::string& url, const ScenarioSet& set) {
  const auto& operation = *find_operation(kExampleOperation);
  auto text = "curl -i -X " + std::string(operation.method) + " " +
              shell_word(url + path_with(operation, operation.sample_id)) + " -H " +
              shell_word("Authorization: Bearer " + example_token(set));
  for (const auto& field : operation.fields) {
    if (field.sample.empty()) continue;
    text += " -F " + shell_word(std::string(field.name) + "=" + std::string(field.sample));
  }
  return text;
}

}  // namespace zoom_mock
