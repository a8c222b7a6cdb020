#pragma once

#include <cstdint>
#include <vector>

#include "server/scenario/load/body_files.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// The statuses of whole answers; 1xx would need another one after it.
inline constexpr std::int64_t kLowestStatus = 200;
inline constexpr std::int64_t kHighestStatus = 599;

/// The longest delay a scenario may ask for.
inline constexpr double kMaxDelayMs = 600'000;

/// Reads the `reply` of a stub: a catalogue name, a status, an object, or a list of these.
std::vector<Reply> read_replies(const JsonNode& node, const BodyFolder& folder, ProblemSink& sink);

/// Reports a header that cannot be sent: a name that is not one, a value that is not a string or
/// holds control characters.
bool check_header(const JsonMember& header, ProblemSink& sink);

}  // namespace zoom_mock
