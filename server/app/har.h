#pragma once

#include <string_view>
#include <vector>

#include "server/app/written_request.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

/// The requests of a HAR file, in order. What the recording connection added for itself, such as
/// the lengths of bodies, is made anew.
std::vector<WrittenRequest> read_har(std::string_view text, ProblemSink& sink);

}  // namespace zoom_mock
