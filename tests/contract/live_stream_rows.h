#pragma once

#include <vector>

#include "tests/contract/row.h"

namespace contract {

/// What is said of the live streams of meetings and webinars, but for "Update a live stream" of a
/// meeting. Most of them need the world of the shipped scenario "stream-refusals".
std::vector<Row> live_stream_rows();

}  // namespace contract
