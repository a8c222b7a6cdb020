#pragma once

#include <string>

#include "server/scenario/scenario.h"

namespace zoom_mock {

/// A bearer token that the active scenario accepts.
std::string example_token(const ScenarioSet& set);

/// A client that the active scenario lets ask for tokens: of those that it lists the first that may
/// have its account's.
OauthClient example_client(const ScenarioSet& set);

/// A curl command to be pasted, for a request that gets a success unless the active scenario has
/// something against it.
std::string example_curl(const std::string& url, const ScenarioSet& set);

}  // namespace zoom_mock
