#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/problem.h"
#include "server/http/fault.h"
#include "server/http/http.h"
#include "server/scenario/matcher.h"
#include "server/zoom/catalogue.h"

namespace zoom_mock {

/// The account of every token and host that names none.
inline constexpr std::string_view kDefaultAccount = "account-1";
/// The host of every meeting that names none, and the user of every token that names none.
inline constexpr std::string_view kDefaultUser = "user-1";

enum class TokenState { kValid, kExpired, kRevoked };

struct Token {
  std::string alias;                               ///< how stubs call it
  std::string value;                               ///< what clients send
  std::optional<std::vector<std::string>> scopes;  ///< nothing: all scopes
  std::string account{kDefaultAccount};
  std::string user{kDefaultUser};
  TokenState state = TokenState::kValid;
  std::optional<std::chrono::seconds> expires_in;  ///< from the first use of its session
};

enum class MeetingKind { kMeeting, kWebinar };
enum class License { kBasic, kPro };

struct Host {
  std::string id{kDefaultUser};
  bool exists = true;
  License license = License::kPro;
};

/// What "Update a live stream" stores.
struct Livestream {
  std::string stream_url;
  std::string stream_key;
  std::string page_url;
  std::string resolution;
};

/// The facts about one meeting; which error they lead to is the operation's business.
struct Meeting {
  bool exists = true;
  MeetingKind kind = MeetingKind::kMeeting;
  std::string account{kDefaultAccount};  ///< of its host
  Host host;
  bool started = false;
  std::optional<Livestream> livestream;  ///< as configured so far
};

/// When a stub applies. All that is set must hold.
struct When {
  std::optional<std::string> operation;  ///< Zoom's operationId
  std::optional<std::string> method;
  std::optional<std::string> path;  ///< a pattern with {name} segments
  std::vector<std::string> tokens;  ///< aliases, any of them; empty: every token
  std::optional<Matcher> meeting;
  std::vector<std::pair<std::string, Matcher>> fields;
  std::vector<std::pair<std::string, Matcher>> headers;
  std::vector<std::pair<std::string, Matcher>> query;
  std::vector<std::pair<std::string, Matcher>> json;  ///< by JSON pointer (RFC 6901)
  std::optional<Matcher> content_type;  ///< of the media type: no parameters, lower case
  std::optional<Range> call;            ///< which calls of this stub in its session, from 1
  std::optional<bool> even_call;  ///< every second call: true the even ones, false the odd ones
};

/// How long a response is held back, in milliseconds.
struct Delay {
  double low = 0;
  double high = 0;
  /// Set: lognormal, `low` the median, cut off at `high`.
  std::optional<double> sigma;
};

/// When a reply's fault happens.
struct FaultRule {
  Fault fault;
  double probability = 1;
  std::optional<std::uint64_t> times;  ///< at most so often per session
};

/// What a scenario says to send. A reply that only delays or faults leaves the answer to the stubs
/// behind it and to the operation.
struct Reply {
  std::string use;                  ///< a catalogue reply; empty: `status` and `body` say all
  std::optional<int> status;        ///< over the catalogue's
  Headers headers;                  ///< over the response's own; may hold placeholders
  std::optional<std::string> body;  ///< over the catalogue's; may hold placeholders
  std::filesystem::path body_file;  ///< where `body` was read from; empty: from the scenario
  std::string content_type;         ///< of `body`
  bool body_is_json = false;        ///< placeholders are escaped as JSON strings need it
  std::optional<Delay> delay;
  std::optional<FaultRule> fault;

  bool answers() const { return !use.empty() || status || body; }
};

enum class AfterLast { kRepeat, kRestart, kFallThrough };

struct Stub {
  std::string name;
  When when;
  std::vector<Reply> replies;  ///< in turn; at least one
  AfterLast after_last = AfterLast::kRepeat;
};

/// How often a stub or an operation must have answered.
struct Expectation {
  std::string subject;  ///< the stub's name, or an operationId
  Range calls;
};

/// A request that `check` sends, so often as `get` has entries.
struct Example {
  struct Expected {
    std::optional<int> status;
    std::optional<int> code;
    std::string outcome;  ///< empty: any
    std::string fault;    ///< its kind; empty: none
    Place place;
  };
  Request request;
  std::vector<Expected> get;
  std::string file;
};

/// One scenario, whole: what it extends is merged in. Immutable once loaded.
struct Scenario {
  std::string name;
  std::string description;
  Profile profile = Profile::kDocumented;
  std::vector<Token> tokens;   ///< its own first, in file order
  std::size_t own_tokens = 0;  ///< how many of them stand in its own file
  std::map<std::string, Meeting, std::less<>> meetings;
  std::optional<Meeting> any_meeting;  ///< "*"; nothing: an unlisted meeting does not exist
  std::vector<Stub> stubs;
  std::vector<Expectation> expectations;
  std::vector<Example> examples;

  /// The facts about a meeting; one that is nowhere listed does not exist.
  Meeting meeting(std::string_view id) const;
  const Token* find_token_by_value(std::string_view value) const;
  const Token* find_token_by_alias(std::string_view alias) const;
  /// The token that the scenario's bare name stands for; null: none is valid.
  const Token* first_valid_token() const;
  std::vector<std::string> aliases() const;
};

/// Every loaded scenario, by name. Immutable.
using Scenarios = std::map<std::string, std::shared_ptr<const Scenario>, std::less<>>;

/// The scenarios a server runs, and which of them is asked first.
struct ScenarioSet {
  Scenarios scenarios;
  std::string active;
};

}  // namespace zoom_mock
