#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/http/fault.h"
#include "server/http/message.h"
#include "server/scenario/matcher.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

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
  /// Without an endpoint it is about every request; a stub is about the API's operations then.
  bool any_endpoint = false;
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
  std::optional<std::uint64_t> times;  ///< at most this many times per session
};

/// What a scenario says to send. A reply that only delays or faults leaves the answer to the stubs
/// below it and to the operation.
struct Reply {
  std::string use;            ///< a catalogue reply; empty: `status` and `body` say all
  std::optional<int> status;  ///< over the catalogue's
  Headers headers;            ///< over the response's own; may hold placeholders
  /// Over the catalogue's, unless null; may hold placeholders. Shared by all that say the same.
  std::shared_ptr<const std::string> body;
  std::string content_type;   ///< of `body`
  bool body_is_json = false;  ///< placeholders are escaped as JSON strings need it
  std::optional<Delay> delay;
  std::optional<FaultRule> fault;
  std::optional<std::string> hold = {};  ///< what lets it go; empty: it has the stub's name

  bool answers() const { return !use.empty() || status || body; }
};

/// The status that a reply is sent with, when it answers.
int status_of(const Reply& reply, Profile profile);
/// Whether it answers, by a status from 200 to 299.
bool is_success(const Reply& reply, Profile profile);

enum class AfterLast { kRepeat, kRestart, kFallThrough };

struct Stub {
  std::string name;
  When when;
  std::vector<Reply> replies;  ///< in turn; at least one
  AfterLast after_last = AfterLast::kRepeat;
  std::optional<std::uint64_t> times =
      {};  ///< how many requests it answers; all others fall through
  /// Its success goes to requests too that the operation would refuse for their form.
  bool even_if_invalid = false;
  /// Its success goes only to what the facts about the meeting allow.
  bool heeds_world = false;
};

}  // namespace zoom_mock
