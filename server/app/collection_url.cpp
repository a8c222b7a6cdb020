#include "server/app/collection_url.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "server/http/secret.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kVersion = "/v2";
/// A variable whose value is another, and so on: more than that is a circle.
constexpr int kMostSteps = 8;
/// Names of endpoints are shorter, or have no digit.
constexpr std::size_t kShortestToken = 20;
constexpr std::size_t kLongestParameter = 40;
constexpr std::size_t kLongestValue = 40;
constexpr std::size_t kLongestBase = 2000;
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool consists_of(std::string_view text, std::string_view marks) {
  return std::ranges::all_of(text, [&](char c) {
    return kLetters.find(c) != kLetters.npos || kDigits.find(c) != kDigits.npos ||
           marks.find(c) != marks.npos;
  });
}

/// A text that begins with {{name}}: the name and the rest.
struct LeadingVariable {
  std::string_view variable;
  std::string_view rest;
};

std::optional<LeadingVariable> variable_before(std::string_view text) {
  const auto end = text.find("}}");
  if (!text.starts_with("{{") || end == text.npos) return std::nullopt;
  return LeadingVariable{text.substr(2, end - 2), text.substr(end + 2)};
}

/// With the variable that a URL begins with in place; whatever has no value stays.
std::string with_base(std::string_view raw, const CollectionVariables& variables) {
  std::string text(raw);
  for (int step = 0; step < kMostSteps; ++step) {
    const auto beginning = variable_before(text);
    if (!beginning || names_secret(beginning->variable)) break;
    const auto value = variables.find(beginning->variable);
    if (value == variables.end() || value->second.empty() || value->second.size() > kLongestBase) {
      break;
    }
    text = value->second + std::string(beginning->rest);
  }
  return text;
}

/// The path of a URL, with the slash that it begins with; empty: there is none.
std::string_view path_of(std::string_view url) {
  const auto scheme = url.find("://");
  const bool has_host = scheme != url.npos || !url.starts_with('/');
  if (scheme != url.npos) url.remove_prefix(scheme + 3);
  if (has_host) url.remove_prefix(std::min(url.find_first_of("/?#"), url.size()));
  return url.substr(0, url.find_first_of("?#"));
}

bool is_opaque(std::string_view segment) {
  return segment.size() >= kShortestToken && segment.find_first_of(kDigits) != segment.npos;
}

/// The name of what varies in a segment; nothing when it is one of the endpoint's own words.
std::optional<std::string> parameter_in(std::string_view segment) {
  std::string_view name = "id";
  const auto open = segment.find('{');
  if (segment.starts_with(':')) {
    name = segment.substr(1);
  } else if (open != segment.npos) {
    const auto begin = std::min(segment.find_first_not_of('{', open), segment.size());
    name = segment.substr(begin, segment.find('}', begin) - begin);
  } else if (!is_opaque(segment) && segment != "." && segment != ".." &&
             consists_of(segment, "-._~!$&'()*+,;=:@")) {
    return std::nullopt;
  }
  const bool is_name = !name.empty() && name.size() <= kLongestParameter && consists_of(name, "_-");
  return std::string(is_name ? name : "id");
}

bool may_be_shown(const CollectionVariables::value_type& variable) {
  const auto& [name, value] = variable;
  return !names_secret(name) && !value.empty() && value.size() <= kLongestValue &&
         consists_of(value, "-._~") && !is_opaque(value) && value != "." && value != "..";
}

void read_segment(std::string_view segment, const CollectionVariables& of_url, CollectionUrl& url) {
  url.path += '/';
  const auto name = parameter_in(segment);
  if (!name) {
    url.path += segment;
    return;
  }
  url.path += "{" + *name + "}";
  const auto value = of_url.find(*name);
  if (value != of_url.end() && may_be_shown(*value)) url.values.emplace_back(*value);
}

}  // namespace

CollectionUrl read_collection_url(std::string_view raw, const CollectionVariables& of_collection,
                                  const CollectionVariables& of_url) {
  CollectionUrl url;
  auto text = with_base(raw, of_collection);
  if (const auto beginning = variable_before(text)) {
    url.base = beginning->variable;
    text = "/" + std::string(beginning->rest.substr(beginning->rest.starts_with('/') ? 1 : 0));
  }
  auto path = path_of(text);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    read_segment(segment, of_url, url);
    path.remove_prefix(segment.size());
  }
  if (url.path.empty()) url.path = "/";
  const bool is_whole = url.path.starts_with("/v2/") || url.path.starts_with("/oauth/");
  if (!url.base.empty() && !is_whole) url.path.insert(0, kVersion);
  if (is_whole) url.base.clear();
  return url;
}

}  // namespace zoom_mock
