#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/http/form.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/run_time_stubs.h"
#include "server/mock/session.h"
#include "server/scenario/world.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

class TokenIssuer;
class WebhookOutbox;

/// What became of a scenario's stubs while a request was held against them, from top to bottom.
struct AskedStubs {
  bool begun = false;  ///< false: the request was answered before any stub was asked
  std::shared_ptr<const RunTimeStubs> run_time = {};  ///< null: they are the scenario's
  /// Those that matched and let the request pass, by their place among them all.
  std::vector<std::pair<std::size_t, Session::Turn>> passed = {};
  std::optional<std::size_t> last = {};  ///< the one that answered, or kept its success back
  bool is_kept_back = false;
};

/// One request, read: all that is true of it. It is filled from top to bottom while the request is
/// answered.
struct Call {
  const Request& request;    ///< must outlive the call
  std::uint64_t number = 0;  ///< of the requests, from 1
  std::string request_id = {};
  std::uint64_t seed = 0;         ///< of the run
  Clock::TimePoint arrived = {};  ///< by the clock of the mock
  Clock::TimePoint now = {};      ///< by the session's, once it is known
  Target target = {};
  Route route = {};
  // Of the scenario in force:
  Profile profile = Profile::kDocumented;
  Unmatched unmatched = Unmatched::kNotMocked;
  bool why_in_body = false;
  bool xml_errors = false;
  Token token = {};
  std::shared_ptr<Session> session = {};  ///< null until the caller is known
  std::optional<RateStanding> rate = {};  ///< nothing: no limit is about it
  Form form = {};
  AskedStubs stubs = {};
  WebhookOutbox* outbox = nullptr;      ///< null: nobody is told of events
  const TokenIssuer* issuer = nullptr;  ///< signs the tokens that answers hold
};

/// The stubs that a call of a session is held against, from top to bottom.
inline const std::vector<Stub>& stubs_in_force(const Call& call) {
  const auto& run_time = call.stubs.run_time;
  return run_time == nullptr ? call.session->scenario().stubs : run_time->stubs;
}

/// How the session calls the stub at that place among them.
inline std::size_t number_in_session(const Call& call, std::size_t place) {
  const auto& run_time = call.stubs.run_time;
  return run_time == nullptr ? place : run_time->numbers[place];
}

}  // namespace zoom_mock
