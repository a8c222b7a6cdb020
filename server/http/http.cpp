#include "server/http/http.h"

#include <algorithm>
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

/// A message seldom has more.
constexpr std::size_t kUsualFields = 8;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), ascii_lower);
  return result;
}

std::string host_in_url(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

bool is_loopback(std::string_view host) {
  const bool ipv4 =
      host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return ipv4 || iequals(host, "localhost") || host == "::1" || host == "[::1]";
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return kTokenBytes[static_cast<unsigned char>(c)];
  });
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

void Headers::add(std::string name, std::string value) {
  if (fields_.empty()) fields_.reserve(kUsualFields);
  fields_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string_view name, std::string value) {
  Header replacement{std::string(name), std::move(value)};  // `name` may view an erased field
  std::erase_if(fields_,
                [&](const Header& field) { return iequals(field.name, replacement.name); });
  fields_.push_back(std::move(replacement));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) values.emplace_back(field.value);
  }
  return values;
}

std::optional<std::string_view> authority_of(std::string_view target) {
  // A scheme ends at the first delimiter; a "://" after a slash or in a query is no authority.
  const auto colon = target.find_first_of(":/?#");
  if (colon == std::string_view::npos || !target.substr(colon).starts_with("://")) {
    return std::nullopt;
  }
  target.remove_prefix(colon + 3);
  return target.substr(0, target.find_first_of("/?#"));
}

Target split_target(std::string_view target) {
  if (const auto authority = authority_of(target)) {
    target.remove_prefix(static_cast<std::size_t>(authority->data() - target.data()) +
                         authority->size());
  }
  target = target.substr(0, target.find('#'));
  const auto mark = target.find('?');
  Target result{std::string(target.substr(0, mark)), std::nullopt};
  if (result.path.empty()) result.path = "/";
  if (mark != std::string_view::npos) result.query = std::string(target.substr(mark + 1));
  return result;
}

std::string percent_decode(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        result += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

}  // namespace zoom_mock
