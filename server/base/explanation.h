#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// The longest line that explains an answer, in bytes.
inline constexpr std::size_t kMaxExplanation = 1024;

/// In double quotes, as printable ASCII: a quote becomes \" and other bytes \xNN. Cut after 80
/// bytes. bytes are cut.
std::string quote(std::string_view text);

/// A secret as it may be shown: at most its first two characters, and its length: st..(11).
/// A secret shorter than six bytes shows its length only.
std::string masked(std::string_view secret);

/// "a, b, c", at most twelve of them; "nothing" when there are none.
std::string listed(const std::vector<std::string>& items);

/// One line of printable ASCII of at most kMaxExplanation bytes, fit for a header value.
std::string explanation_line(std::string_view text);

/// Whether a value is a template that nobody filled in: `:meetingId`, `{id}`, `{{id}}`,
/// `<access_token>`, `undefined`, `null`, `NaN`, `[object Object]`.
bool is_unsubstituted(std::string_view value);

}  // namespace zoom_mock
