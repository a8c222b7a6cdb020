#pragma once

#include <string_view>

namespace zoom_mock {

/// Whether a text is one bare address: a name, an @, and a domain that has a dot; no blanks.
///
/// Source: documented, U23: format email. Assumed: which texts that refuses.
bool is_email(std::string_view text);

}  // namespace zoom_mock
