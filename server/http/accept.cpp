#include "server/http/accept.h"

#include <algorithm>
#include <optional>

#include "server/http/grammar.h"
#include "server/http/header_value.h"

namespace zoom_mock {

namespace {

/// "0.25" is 250; what follows the third digit counts for nothing.
int thousandths(std::string_view weight) {
  constexpr std::string_view kBelowOne = "0.";
  if (!weight.starts_with(kBelowOne)) return weight == "0" ? 0 : kFullWeight;
  int sum = 0;
  int unit = kFullWeight;
  for (const char digit : weight.substr(kBelowOne.size(), 3)) {
    if (digit < '0' || digit > '9') return kFullWeight;
    unit /= 10;
    sum += unit * (digit - '0');
  }
  return sum;
}

int weight_of(const HeaderValue& range) {
  const auto* const weight = range.find("q");
  return weight == nullptr ? kFullWeight : thousandths(weight->value);
}

/// "application/*" of "application/json".
bool is_kind_of(std::string_view range, std::string_view media_type) {
  const auto kind = media_type.substr(0, media_type.find('/') + 1);
  return istarts_with(range, kind) && range.substr(kind.size()) == "*";
}

}  // namespace

int weight_asked(const Headers& headers, std::string_view media_type) {
  std::optional<int> of_name;
  std::optional<int> of_kind;
  for (const auto value : headers.all("Accept")) {
    for (const auto element : list_elements(value)) {
      const auto range = parse_header_value(element);
      const auto weight = weight_of(range);
      if (iequals(range.kind, media_type)) of_name = std::max(of_name.value_or(0), weight);
      if (is_kind_of(range.kind, media_type)) of_kind = std::max(of_kind.value_or(0), weight);
    }
  }
  return of_name ? *of_name : of_kind.value_or(0);
}

}  // namespace zoom_mock
