#include "server/scenario/load/oauth_loader.h"

namespace zoom_mock {

namespace {

std::vector<std::pair<std::string, Span>> read_issues(const JsonNode& list, ProblemSink& sink) {
  std::vector<std::pair<std::string, Span>> issues;
  for (const auto& item : list.items) {
    if (item.is_string()) {
      issues.emplace_back(item.text, item.span);
    } else {
      sink.error(item.span, "what is issued must be the alias of a token, not " + found(item));
    }
  }
  if (list.items.empty()) sink.error(list.span, "an empty list of aliases issues nothing");
  return issues;
}

}  // namespace

OauthDraft read_oauth(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "oauth key", sink);
  OauthDraft draft;
  if (const auto* const issues = object.list("issues")) draft.issues = read_issues(*issues, sink);
  if (const auto seconds = object.integer("expires_in_s", -kLongestExpiry, kLongestExpiry)) {
    draft.expires_in = std::chrono::seconds(*seconds);
  }
  object.finish();
  return draft;
}

void merge_oauth(const OauthDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink) {
  auto& oauth = scenario.oauth;
  if (draft.expires_in) oauth.expires_in = draft.expires_in;
  if (draft.issues) {
    oauth.issues.clear();
    for (const auto& [alias, span] : *draft.issues) {
      oauth.issues.push_back(alias);
      if (!is_whole || scenario.find_token_by_alias(alias) != nullptr) continue;
      sink.unknown(span, "no token has the alias \"" + alias + "\"", alias, scenario.aliases());
    }
  }
  std::erase_if(oauth.issues, [&](const std::string& alias) {
    return scenario.find_token_by_alias(alias) == nullptr;
  });
}

}  // namespace zoom_mock
