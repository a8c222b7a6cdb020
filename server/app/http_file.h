#pragma once

#include <string_view>
#include <vector>

#include "server/app/written_request.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

/// The requests of a text as REST clients write them, in order.
std::vector<WrittenRequest> read_http_file(std::string_view text, ProblemSink& sink);

}  // namespace zoom_mock
