#pragma once

#include <string_view>
#include <vector>

#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

/// The words in braces of a text, with their braces: what a scenario takes for a placeholder.
std::vector<std::string_view> braced_words(std::string_view text);

/// Reports the unknown placeholders of a text that is written, or named, at `span`: every word in
/// braces that is not one, since an author who writes {meetingId} means one.
void check_placeholders(std::string_view text, Span span, ProblemSink& sink);

/// The same for every string of a value, keys included.
void check_placeholders(const JsonNode& node, ProblemSink& sink);

}  // namespace zoom_mock
