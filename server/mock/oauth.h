#pragma once

#include <optional>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// The method that a path of Zoom's OAuth server takes; empty: it is none of those that are here.
std::string_view oauth_method(std::string_view path);

/// Answers what goes to Zoom's OAuth server; nothing when the call does not.
std::optional<Verdict> answer_oauth(const Call& call, TokenIssuer& issuer);

}  // namespace zoom_mock
