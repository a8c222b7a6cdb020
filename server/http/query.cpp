#include "server/http/query.h"

#include <algorithm>

namespace zoom_mock {

namespace {

std::string decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

}  // namespace

std::vector<std::string> query_values(const Target& target, std::string_view name) {
  std::vector<std::string> values;
  std::string_view rest = target.query ? std::string_view(*target.query) : std::string_view();
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const auto equals = pair.find('=');
    if (decode(pair.substr(0, equals)) != name) continue;
    values.push_back(equals == std::string_view::npos ? "" : decode(pair.substr(equals + 1)));
  }
  return values;
}

}  // namespace zoom_mock
