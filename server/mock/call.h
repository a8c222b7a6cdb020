#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/http/form.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/session.h"
#include "server/scenario/world.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// What became of a scenario's stubs while a request was held against them, from top to bottom.
struct AskedStubs {
  bool begun = false;  ///< false: the request was answered before any stub was asked
  /// Those that matched and let the request pass, by their place in the scenario.
  std::vector<std::pair<std::size_t, Session::Turn>> passed = {};
  std::optional<std::size_t> last = {};  ///< the one that answered, or kept its success back
  bool is_kept_back = false;
};

/// One request, read: all that is true of it. It is filled from top to bottom while the request is
/// answered.
struct Call {
  const Request& request;  ///< must outlive the call
  std::string request_id = {};
  Clock::TimePoint now = {};
  Target target = {};
  Route route = {};
  // Of the scenario in force:
  Profile profile = Profile::kDocumented;
  Unmatched unmatched = Unmatched::kNotMocked;
  bool why_in_body = false;
  Token token = {};
  std::shared_ptr<Session> session = {};  ///< null until the caller is known
  Form form = {};
  AskedStubs stubs = {};
};

}  // namespace zoom_mock
