#pragma once

#include <string>
#include <string_view>

#include "server/mock/call.h"

namespace zoom_mock {

/// One trait of a request as a text that another request has too exactly when they agree in it:
/// method, path, meeting, token, content_type (without parameters, which hold a drawn boundary),
/// fields, query, body, or one header, field or query parameter ("headers.X-Id"). Fields and
/// parameters are compared in any order. Raw: secrets are not masked.
std::string trait_of(std::string_view name, const Call& call);

}  // namespace zoom_mock
