#include "server/contract/need.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zoom_mock {

namespace {

using enum Need::Kind;

constexpr std::array kNeeds = {
    Need{kToken, "token", "a token of the account, with all scopes", "test-token"},
    Need{kToken, "expired-token", "a token that has expired", "expired-token"},
    Need{kToken, "scopeless-token", "a token without a scope of the operations", "scopeless-token"},
    Need{kToken, "throttled-token", "a token that is throttled", "throttled-token"},
    Need{kId, "meeting", "a meeting that has not started", "68423085"},
    Need{kId, "started-meeting", "a meeting in progress whose live stream is configured",
         "93398114182"},
    Need{kId, "unconfigured-meeting", "a meeting in progress without a configured live stream",
         "4050003002"},
    Need{kId, "encrypted-meeting", "an end-to-end encrypted meeting in progress", "4000004400"},
    Need{kId, "absent-meeting", "an id that no meeting has", "4040003001"},
    Need{kId, "hostless-meeting", "a meeting whose host does not exist", "4040001001"},
    Need{kId, "foreign-meeting", "a meeting of another account", "4000001010"},
    Need{kId, "basic-meeting", "a meeting whose host has a basic license", "4000003161"},
    Need{kId, "disabled-meeting", "a meeting whose host may not live stream", "4000003001"},
    Need{kId, "unschedulable-meeting", "a meeting whose host may not host any more", "4000003162"},
    Need{kId, "doomed-meeting", "a meeting that may be deleted", "4990000001"},
    Need{kUser, "absent-user", "an id or an address that no user has", "nobody@example.com"},
    Need{kUser, "unschedulable-user", "a user who may not host meetings", "idle@example.com"},
    Need{kUser, "doomed-user", "the address of a user who may be deleted", "leaving@example.com"},
    Need{kId, "open-meeting", "a meeting whose registration approves at once", "85746065"},
    Need{kId, "full-meeting", "a meeting with registration that has no room left", "4000003043"},
    Need{kId, "webinar", "a webinar in progress whose live stream is configured", "95204914252"},
    Need{kId, "idle-webinar", "a webinar that has not started", "4040000200"},
    Need{kId, "unconfigured-webinar", "a webinar in progress without a configured live stream",
         "4050003000"},
    Need{kId, "absent-webinar", "an id that no webinar has", "4040003002"},
    Need{kId, "hostless-webinar", "a webinar whose host does not exist", "4060001001"},
    Need{kId, "foreign-webinar", "a webinar of another account", "4010000200"},
    Need{kId, "planless-webinar", "a webinar whose host has no plan for webinars", "4020000200"},
    Need{kId, "disabled-webinar", "a webinar whose host may not live stream", "4030000200"},
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string in_braces(std::string_view name) { return "{" + std::string(name) + "}"; }

}  // namespace

std::span<const Need> needs() { return kNeeds; }

const Need* find_need(std::string_view name) {
  const auto* const found = std::ranges::find(kNeeds, name, &Need::name);
  return found == kNeeds.end() ? nullptr : found;
}

Given given_by_scenario() {
  Given given;
  for (const auto& need : kNeeds) given.emplace(need.name, need.value);
  return given;
}

std::vector<std::string> needs_in(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& need : kNeeds) {
    if (text.find(in_braces(need.name)) != text.npos) names.emplace_back(need.name);
  }
  return names;
}

std::string with_given(std::string_view text, const Given& given) {
  std::string filled(text);
  for (const auto& [name, value] : given) replace_all(filled, in_braces(name), value);
  return filled;
}

std::string without_given(std::string text, const Given& given) {
  std::vector<std::pair<std::string, std::string>> by_length(given.begin(), given.end());
  std::ranges::stable_sort(by_length, std::ranges::greater(),
                           [](const auto& pair) { return pair.second.size(); });
  for (const auto& [name, value] : by_length) {
    if (!value.empty()) replace_all(text, value, in_braces(name));
  }
  return text;
}

}  // namespace zoom_mock
