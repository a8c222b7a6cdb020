#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// The statuses of whole answers; 1xx would need another one after it.
inline constexpr std::int64_t kLowestStatus = 200;
inline constexpr std::int64_t kHighestStatus = 599;

/// The longest delay a scenario may ask for.
inline constexpr double kMaxDelayMs = 600'000;

/// The most bytes of a `body_file`.
inline constexpr std::uintmax_t kMaxBodyFile = 1024 * 1024;

/// Reads the `reply` of a stub: a catalogue name, a status, an object, or a list of these.
///
/// `folder` is where `body_file`s are; nothing when the scenario comes from no folder.
std::vector<Reply> read_replies(const JsonNode& node,
                                const std::optional<std::filesystem::path>& folder,
                                ProblemSink& sink);

/// Reports a header that cannot be sent: a name that is not one, a value that is not a string or
/// holds control characters.
bool check_header(const JsonMember& header, ProblemSink& sink);

}  // namespace zoom_mock
