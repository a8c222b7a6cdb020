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
    Need{kId, "over-meeting", "a meeting with registration that is over", "4000003038"},
    Need{kUser, "host", "the address of the host of the open meeting and the open webinar",
         "user-1@example.com"},
    Need{kId, "full-meeting", "a meeting with registration that has no room left", "4000003043"},
    Need{kUser, "registrant", "the id of a registrant of the open meeting",
         "9tboDiHUQAeOnbmudzWa5g"},
    Need{kUser, "doomed-registrant", "the id of another one there, who may be deleted",
         "AqyZ2mQ7TRm1sv0hW3kxEg"},
    Need{kUser, "pending-user", "the address of a user who has not agreed to an invitation",
         "invited@example.com"},
    Need{kToken, "userless-token", "a token whose user does not exist", "userless-token"},
    Need{kId, "recorded-meeting", "a meeting with a cloud recording", "4200000001"},
    Need{kId, "doomed-recording", "a meeting whose cloud recording may be deleted", "4200000002"},
    Need{kFile, "doomed-file", "the id of a file of that recording, which may be deleted",
         "0b6d7f5c-6b0e-4f2a-9d53-1d5a2c0c7e11"},
    Need{kFile, "file-of-started", "the id of a file of a recording of the meeting in progress",
         "5d1f0a3e-2c44-4c89-8b1f-6a7b8c9d0e22"},
    Need{kId, "past-meeting", "a meeting that has ended, with two participants", "5638296755"},
    Need{kUuid, "past-uuid", "the UUID of a meeting that has ended, percent-encoded twice",
         "%252FewX6F0s7m7s0wWXYrxkMw%253D%253D"},
    Need{kId, "old-meeting", "a meeting that ended more than a year ago", "4000012702"},
    Need{kId, "past-webinar", "a webinar that has ended, with two participants", "5638296722"},
    Need{kId, "old-webinar", "a webinar that ended more than a year ago", "4010012702"},
    Need{kId, "basic-webinar", "a webinar whose host has a basic license", "4050000200"},
    Need{kId, "webinar", "a webinar in progress whose live stream is configured", "95204914252"},
    Need{kId, "idle-webinar", "a webinar that has not started", "4040000200"},
    Need{kId, "unconfigured-webinar", "a webinar in progress without a configured live stream",
         "4050003000"},
    Need{kId, "absent-webinar", "an id that no webinar has", "4040003002"},
    Need{kId, "hostless-webinar", "a webinar whose host does not exist", "4060001001"},
    Need{kId, "foreign-webinar", "a webinar of another account", "4010000200"},
    Need{kId, "open-webinar", "a webinar whose registration approves at once", "92674392836"},
    Need{kId, "full-webinar",
         "a webinar with registration that has no room left, for panelists either", "4000003045"},
    Need{kId, "over-webinar", "a webinar with registration that is over", "4000003039"},
    Need{kUser, "panelist", "the address of a panelist of the open webinar", "grace@example.com"},
    Need{kId, "doomed-webinar", "a webinar that may be deleted", "4990000002"},
    Need{kUser, "planless-user", "a user who has no plan for webinars", "planless@example.com"},
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
