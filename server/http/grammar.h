#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace zoom_mock {

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// ASCII case-insensitive equality, as header names and media types compare.
constexpr bool iequals(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

/// The same for the beginning of a text.
constexpr bool istarts_with(std::string_view text, std::string_view prefix) {
  return iequals(text.substr(0, prefix.size()), prefix);
}

/// With the ASCII letters small.
std::string lower_case(std::string_view text);

/// Whether a text is a token by RFC 9110 5.6.2, as methods and header names are.
bool is_token(std::string_view text);

/// Whether a text is a bearer token as RFC 6750 2.1 writes them: letters, digits and -._~+/, and
/// any number of = at its end.
bool is_bearer_token(std::string_view text);

/// What no header value may hold: a control byte other than the tab (RFC 9110 5.5).
constexpr bool is_control(char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; }

/// Whether a text has one.
bool has_control(std::string_view text);

/// Whether a header describes the message's framing, which is the transport's to write.
bool is_framing_field(std::string_view name);

/// Without the spaces and tabs at both ends (RFC 9110 "OWS").
std::string_view trim(std::string_view text);

}  // namespace zoom_mock
