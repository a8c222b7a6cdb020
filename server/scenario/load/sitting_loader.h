#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// How many people one sitting has, those counted twice who came twice.
inline constexpr std::size_t kMostParticipants = 1'000;

/// Somebody in a sitting: a name, or an object with one. `has_times`: it may say when they came and
/// went. Nothing: there is no name.
std::optional<Participant> read_participant(const JsonNode& node, bool has_times,
                                            ProblemSink& sink);

/// The sittings of a meeting that are over: of each a list of who was there, or an object with it.
Sittings read_sittings(const JsonNode& list, ProblemSink& sink);

}  // namespace zoom_mock
