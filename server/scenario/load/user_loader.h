#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What a scenario file says of users.
struct UsersDraft {
  std::vector<std::pair<std::string, User>> listed;  ///< by what they are called; "*" included
  std::vector<std::pair<std::string, Span>> removed;
};

/// Reads the facts about a user over those it has: what the object does not name stays.
User read_user(const JsonNode& node, User user, ProblemSink& sink);

UsersDraft read_users(const JsonNode& users, ProblemSink& sink);

/// Puts what a file says of users over what the scenario has; `is_whole` as merge_world() takes it.
void merge_users(const UsersDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink);

}  // namespace zoom_mock
