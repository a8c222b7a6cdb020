#pragma once

#include <string>

namespace zoom_mock {

/// Whether a text is a URI by RFC 3986: it has a scheme, and every character is legal.
bool is_uri(const std::string& text);

}  // namespace zoom_mock
