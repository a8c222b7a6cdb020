#pragma once

#include <string_view>

#include "server/http/form.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"
#include "server/scenario/world.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

/// One call of the operation, read.
struct LivestreamUpdate {
  const Operation& operation;
  std::string_view meeting_id;  ///< decoded; may be anything
  const Form& form;
  const Token& token;
};

/// "Update a live stream": checks 4 to 12 of the operation, in their order; the first that fails
/// answers. Else 204, and the session remembers the settings.
///
/// Source: documented, the Postman collection and Zoom's specifications; the order of the checks
/// is assumed.
Verdict update_livestream(const LivestreamUpdate& update, Session& session);

}  // namespace zoom_mock
