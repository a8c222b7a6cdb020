#include "server/http/target.h"

#include <algorithm>

#include "server/base/hex.h"

namespace zoom_mock {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

/// Calls `use` with each name and value of the query, as written.
void for_each_parameter(const Target& target, auto use) {
  std::string_view rest = target.query ? std::string_view(*target.query) : std::string_view();
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    use(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
  }
}

bool is_named(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// Cuts the first segment off a path: "/a/b" gives "a" and leaves "/b".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace

std::optional<std::string_view> authority_of(std::string_view target) {
  // A scheme ends at the first delimiter; a "://" after a slash or in a query begins no authority.
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

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kPlain = "-._~";
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != kPlain.npos;
    if (is_plain) {
      encoded += c;
    } else {
      encoded += "%" + upper_hex({&c, 1});
    }
  }
  return encoded;
}

std::vector<std::pair<std::string, std::string>> query_parameters(const Target& target) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for_each_parameter(target, [&](std::string_view name, std::string_view value) {
    parameters.emplace_back(decode(name), decode(value));
  });
  return parameters;
}

std::vector<std::string> query_values(const Target& target, std::string_view name) {
  std::vector<std::string> values;
  for_each_parameter(target, [&](std::string_view key, std::string_view value) {
    if (decode(key) == name) values.push_back(decode(value));
  });
  return values;
}

std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path) {
  PathParameters parameters;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const auto expected = take_segment(pattern);
    const auto segment = take_segment(path);
    if (is_named(expected)) {
      parameters.emplace_back(expected.substr(1, expected.size() - 2), percent_decode(segment));
    } else if (expected != segment) {
      const bool is_encoded = segment.find('%') != segment.npos;
      if (!is_encoded || expected != percent_decode(segment)) return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

}  // namespace zoom_mock
