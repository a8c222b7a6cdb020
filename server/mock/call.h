#pragma once

#include <memory>
#include <string>

#include "server/base/clock.h"
#include "server/http/form.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/session.h"
#include "server/scenario/world.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

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
};

}  // namespace zoom_mock
