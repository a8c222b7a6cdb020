#include "server/app/postman_fact.h"

#include <algorithm>
#include <array>
#include <string>

namespace zoom_mock {

namespace {

using enum LeadingFact::Kind;

struct MeetingFact {
  std::string_view IdReplies::*reply;
  const char* of_meeting;
  const char* of_webinar;
};

constexpr std::array kMeetingFacts = {
    MeetingFact{&IdReplies::absent, R"({"exists": false})", R"({"exists": false})"},
    MeetingFact{&IdReplies::other_kind, R"({"kind": "webinar"})", R"({"kind": "meeting"})"},
    MeetingFact{&IdReplies::host_absent, R"({"host": {"exists": false}})",
                R"({"kind": "webinar", "host": {"exists": false}})"},
    MeetingFact{&IdReplies::other_account, R"({"account": "another-account"})",
                R"({"kind": "webinar", "account": "another-account"})"},
    MeetingFact{&IdReplies::hosting_not_allowed, R"({"host": {"hosting": false}})",
                R"({"kind": "webinar", "host": {"hosting": false}})"},
};

struct TokenFact {
  std::string_view reply;
  const char* json;
};

constexpr std::array kTokenFacts = {
    TokenFact{"access-token-invalid", R"({"state": "revoked"})"},
    TokenFact{"token-expired", R"({"state": "expired"})"},
    TokenFact{"scope-missing", R"({"scopes": ["none"]})"},
};

std::optional<LeadingFact> mistake_in_id(std::string_view reply, const Operation& operation) {
  const auto replies = id_replies(operation);
  if (reply == replies.missing) return LeadingFact{kId, ""};
  if (reply == replies.invalid) return LeadingFact{kId, ":" + std::string(operation.id_name())};
  return std::nullopt;
}

/// Without an operation, of a meeting.
std::optional<LeadingFact> fact_about_meeting(std::string_view reply, const Operation* operation) {
  const auto replies = operation == nullptr ? id_replies(IdKind::kMeeting) : id_replies(*operation);
  const auto fact = std::ranges::find_if(
      kMeetingFacts, [&](const MeetingFact& known) { return replies.*known.reply == reply; });
  if (fact == kMeetingFacts.end()) return std::nullopt;
  const bool is_webinar = operation != nullptr && is_of_webinar(operation->id_kind);
  return LeadingFact{kMeeting, is_webinar ? fact->of_webinar : fact->of_meeting};
}

}  // namespace

std::optional<LeadingFact> fact_leading_to(std::string_view reply,
                                           const PostmanEndpoint& endpoint) {
  const auto* const operation = endpoint.operation;
  // Elsewhere facts only come before a success that a stub would give.
  if (operation == nullptr && !endpoint.answers.front().is_success()) return std::nullopt;
  std::optional<LeadingFact> fact;
  if (endpoint.names_meeting()) {
    if (operation != nullptr) fact = mistake_in_id(reply, *operation);
    if (!fact) fact = fact_about_meeting(reply, operation);
  }
  const auto token = std::ranges::find(kTokenFacts, reply, &TokenFact::reply);
  // Only operations have scopes.
  const bool has_state =
      token != kTokenFacts.end() && (operation != nullptr || token->reply != "scope-missing");
  if (!fact && has_state) fact = LeadingFact{kToken, token->json};
  return fact;
}

std::vector<std::string_view> aliases_with_state() {
  std::vector<std::string_view> aliases;
  for (const auto& fact : kTokenFacts) aliases.push_back(fact.reply);
  return aliases;
}

}  // namespace zoom_mock
