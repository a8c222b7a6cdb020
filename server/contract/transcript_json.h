#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/problem.h"
#include "server/contract/transcript.h"

namespace zoom_mock {

/// A transcript as a file has it: JSON, a row a line.
std::string written(const Transcript& transcript);

struct TranscriptReading {
  Transcript transcript;  ///< of no meaning when there are problems
  std::vector<Problem> problems;
};

/// Reads what written() wrote; `file` is its name in problems.
TranscriptReading read_transcript(const std::string& file, std::string_view text);

}  // namespace zoom_mock
