#pragma once

#include <string_view>

namespace zoom_mock {

/// Whether secrets of clients are shown as they came.
enum class Secrets { kMasked, kShown };

/// Whether what has this name is a secret: a header, a field, a member of a body, a query
/// parameter.
bool names_secret(std::string_view name);

}  // namespace zoom_mock
