#include "server/http/grammar.h"

#include <array>

namespace zoom_mock {

namespace {

constexpr auto kTokenBytes = [] {
  std::array<bool, 256> is_token_byte{};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    is_token_byte[static_cast<unsigned char>(c)] = true;
  }
  return is_token_byte;
}();

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), ascii_lower);
  return result;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return kTokenBytes[static_cast<unsigned char>(c)];
  });
}

bool is_bearer_token(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  constexpr std::string_view kBytes =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
  return !text.empty() && text.find_first_not_of(kBytes) == std::string_view::npos;
}

bool is_framing_field(std::string_view name) {
  return iequals(name, "Content-Length") || iequals(name, "Transfer-Encoding") ||
         iequals(name, "Connection") || iequals(name, "Keep-Alive");
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace zoom_mock
