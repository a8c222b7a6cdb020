#include "server/mock/page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/base/base64.h"
#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/http/target.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Source: documented.
constexpr std::chrono::minutes kTokenLifetime{15};
constexpr std::size_t kMacLetters = 16;
constexpr std::string_view kSizeParameter = "page_size";
constexpr std::string_view kNumberParameter = "page_number";

std::int64_t seconds_of(Clock::TimePoint time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// What a token is only good for. Which page, and of what size, is not among it: clients may change
/// that.
std::string mac_of(const std::string& claims, const Call& call, const Session& session) {
  auto key = "page " + session.name() + " " + call.target.path;
  for (const auto& rule : call.route.operation->query) {
    if (rule.name.find("page") != rule.name.npos) continue;
    key += " " + percent_encode(query_value(call, rule.name));
  }
  return base64url_encode(hmac_sha256(key, claims)).substr(0, kMacLetters);
}

std::string token_for(std::size_t place, const Call& call, const Session& session) {
  const auto claims = std::to_string(place) + "." + std::to_string(seconds_of(call.now));
  return base64url_encode(claims + "." + mac_of(claims, call, session));
}

/// Where the page of a token begins.
std::optional<std::size_t> place_in(std::string_view token, const Call& call,
                                    const Session& session) {
  const auto text = base64_decode(token);
  const auto end = text.rfind('.');
  if (end == text.npos) return std::nullopt;
  const auto claims = text.substr(0, end);
  if (!is_same_secret(text.substr(end + 1), mac_of(claims, call, session))) return std::nullopt;
  const auto dot = claims.find('.');
  const auto place = whole_number_in(claims.substr(0, dot));
  const auto issued = whole_number_in(claims.substr(dot + 1));
  if (!place || !issued) return std::nullopt;
  const auto age = std::chrono::seconds(seconds_of(call.now) - static_cast<std::int64_t>(*issued));
  return age <= kTokenLifetime ? std::optional(static_cast<std::size_t>(*place)) : std::nullopt;
}

std::size_t page_size(const Call& call, const Session& session) {
  const auto* const rule = find_rule(call.route.operation->query, kSizeParameter);
  const auto most = static_cast<std::uint64_t>(rule->max.value_or(1));
  const auto asked = whole_number_in(query_value(call, kSizeParameter)).value_or(0);
  const auto usual = whole_number_in(rule->fallback).value_or(1);
  const auto size = std::min(asked == 0 ? usual : asked, most);
  const auto& cap = session.scenario().max_page_size;
  return cap ? std::min<std::uint64_t>(size, static_cast<std::uint64_t>(*cap)) : size;
}

}  // namespace

std::string query_value(const Call& call, std::string_view name) {
  const auto* const rule = find_rule(call.route.operation->query, name);
  if (rule == nullptr) return {};
  const auto values = query_values(call.target, name);
  const bool is_known =
      !values.empty() && (rule->values.empty() ||
                          std::ranges::find(rule->values, values.front()) != rule->values.end());
  if (is_known) return values.front();
  const auto fallback = rule->fallback;
  return std::string(fallback.starts_with('"') ? fallback.substr(1, fallback.size() - 2)
                                               : fallback);
}

Verdict page_of(const Call& call, const Session& session, const List& list,
                const std::function<Json(std::size_t)>& item) {
  const auto size = page_size(call, session);
  const bool has_numbers = find_rule(call.route.operation->query, kNumberParameter) != nullptr;
  std::size_t begin = 0;
  if (const auto token = query_value(call, "next_page_token"); !token.empty()) {
    const auto place = place_in(token, call, session);
    if (!place) {
      return refused(call, "page-token-invalid",
                     "next_page_token " + masked(token) +
                         " is not one that this list gave this session in the last 15 minutes");
    }
    begin = *place;
  } else if (has_numbers) {
    const auto number = whole_number_in(query_value(call, kNumberParameter)).value_or(1);
    const auto pages = list.size / size + 1;
    begin = (std::clamp<std::uint64_t>(number, 1, pages + 1) - 1) * size;
  }
  begin = std::min(begin, list.size);
  const auto end = std::min(begin + size, list.size);
  auto body = Json::object();
  for (const auto& [name, text] : list.head) body[name] = text;
  body["page_count"] = (list.size + size - 1) / size;
  if (has_numbers) body["page_number"] = begin / size + 1;
  body["page_size"] = size;
  body["total_records"] = list.size;
  body["next_page_token"] = end < list.size ? token_for(end, call, session) : std::string();
  auto& items = body[std::string(list.name)] = Json::array();
  for (auto place = begin; place < end; ++place) items.push_back(item(place));
  return found(call, body);
}

}  // namespace zoom_mock
