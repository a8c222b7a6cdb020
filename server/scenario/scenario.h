#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/scenario/assertion.h"
#include "server/scenario/example.h"
#include "server/scenario/matcher.h"
#include "server/scenario/recording.h"
#include "server/scenario/stub.h"
#include "server/scenario/webhook.h"
#include "server/scenario/world.h"
#include "server/zoom/rate_limits.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// How often a stub or an operation must have answered.
struct Expectation {
  std::string subject;  ///< the stub's name, or an operationId
  Range calls;

  auto operator<=>(const Expectation&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// What a request gets that neither an operation nor a stub answers.
enum class Unmatched {
  kNotMocked,  ///< 501: no client takes it for an answer of Zoom's
  kZoom,       ///< Zoom's own 404
};

/// One scenario, whole: what it extends is merged in. Immutable once loaded.
struct Scenario {
  std::string name;
  std::string description;
  Profile profile = Profile::kDocumented;
  Unmatched unmatched = Unmatched::kNotMocked;
  bool why_in_body = false;          ///< the message of a refusal says why
  bool xml_errors = false;           ///< what operations refuse is XML, unless Accept asks for JSON
  std::vector<Token> tokens;         ///< its own first, in file order
  std::size_t own_tokens = 0;        ///< how many of them are in its own file
  std::vector<OauthClient> clients;  ///< who may ask for tokens, its own first; none: anybody
  OauthRules oauth;
  std::map<std::string, Meeting, std::less<>> meetings;
  std::optional<Meeting> any_meeting =
      Meeting{.kind = MeetingKind::kAny};              ///< "*"; nothing: it does not exist
  std::map<std::string, User, std::less<>> users;      ///< by id
  std::optional<User> any_user = User{.account = {}};  ///< "*"; nothing: it does not exist
  RegistrantLists registrants;
  RecordingsByMeeting recordings;
  std::optional<std::int64_t> max_page_size;  ///< nothing: the operation's
  std::vector<Stub> stubs;                    ///< its own first
  std::size_t own_stubs = 0;                  ///< how many of them are in its own file
  std::optional<RateLimits> rate_limits;      ///< nothing: nobody is limited
  std::vector<Expectation> expectations;
  std::vector<Assertion> assertions;  ///< that `expect` says as a list
  std::vector<Example> examples;
  std::vector<Webhook> webhooks;
  bool is_inline = false;  ///< one session's own: it came with the request that made the session
  std::size_t weight = 0;  ///< about as many bytes as it takes, shared bodies not counted

  /// The facts about a meeting; one that is listed nowhere does not exist.
  Meeting meeting(std::string_view id) const;
  /// The user of that id or e-mail address; one that is listed nowhere is as "*" says.
  User user(std::string_view called) const;
  const Token* find_token_by_value(std::string_view value) const;
  const Token* find_token_by_alias(std::string_view alias) const;
  /// The token that the scenario's bare name stands for; null: none is valid.
  const Token* first_valid_token() const;
  std::vector<std::string> aliases() const;
  const OauthClient* find_client(std::string_view id) const;
};

/// Every loaded scenario, by name. Immutable.
using Scenarios = std::map<std::string, std::shared_ptr<const Scenario>, std::less<>>;

std::vector<std::string> names_of(const Scenarios& scenarios);

/// The scenarios a server runs, and which of them is asked first.
struct ScenarioSet {
  Scenarios scenarios;
  std::string active;
  bool is_chosen = false;  ///< somebody asked for the active one by name

  /// What a session of that name is opened with; null: there is no such scenario.
  const Scenario* scenario_of(std::string_view session) const;
};

}  // namespace zoom_mock
