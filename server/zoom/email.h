#pragma once

#include <string_view>

namespace zoom_mock {

/// Whether a text is one bare address: a name, an @, and a domain that has a dot; no blanks.
///
/// Source: documented, U23: format email. Assumed: which texts that refuses.
bool is_email(std::string_view text);

/// Whether two addresses are the same one: upper and lower case do not tell them apart. Assumed.
bool is_same_email(std::string_view one, std::string_view other);

}  // namespace zoom_mock
