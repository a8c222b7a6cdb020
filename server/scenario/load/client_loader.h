#pragma once

#include <vector>

#include "server/base/json_source.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// What a scenario file says of the apps that ask for tokens.
struct ClientsDraft {
  std::vector<OauthClient> own;
  bool forgets_inherited = false;  ///< null: anybody may ask
};

/// A list of clients, or null.
ClientsDraft read_clients(const JsonNode& node, ProblemSink& sink);

/// Puts those of a draft before those that are inherited; one of ours replaces theirs of the same
/// id.
void merge_clients(const ClientsDraft& draft, std::vector<OauthClient>& clients);

}  // namespace zoom_mock
