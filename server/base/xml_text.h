#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// A text as it stands between two tags of XML 1.0, in UTF-8. Bytes that are no UTF-8, and
/// characters that XML 1.0 cannot hold, become U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace zoom_mock
