#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mock/admin/endpoints.h"

namespace zoom_mock {

/// The names of the query parameters that an endpoint takes.
std::vector<std::string> parameters_of(const Endpoint& endpoint);

/// A misspelt parameter must not act as if it were not there, nor a second one as if it were.
std::optional<Response> refuse_parameters(const Endpoint& endpoint, const Target& target);

/// 415 for a body that is labelled as something else than what the endpoint takes.
std::optional<Response> refuse_body(const Endpoint& endpoint, const Request& request);

}  // namespace zoom_mock
