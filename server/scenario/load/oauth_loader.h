#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/base/json_source.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// The most seconds until a token expires: ten years.
inline constexpr std::int64_t kLongestExpiry = 10LL * 365 * 24 * 3600;

/// What a scenario file says of the tokens that are granted.
struct OauthDraft {
  std::optional<std::vector<std::pair<std::string, Span>>> issues;
  std::optional<std::chrono::seconds> expires_in;
};

OauthDraft read_oauth(const JsonNode& node, ProblemSink& sink);

/// Puts what a draft says over what is inherited, once the scenario's tokens are merged; what is
/// inherited of tokens that are gone goes too. `is_whole`: an alias that is not there is an error.
void merge_oauth(const OauthDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink);

}  // namespace zoom_mock
