#include "server/mock/example_request.h"

#include "server/base/shell_word.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

std::string example_token(const ScenarioSet& set) {
  const auto* const token = set.scenarios.at(set.active)->first_valid_token();
  return token == nullptr ? set.active : token->value;
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
