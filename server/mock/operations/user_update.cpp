#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/event_body.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

/// "Update a user": 204. What the request does not name stays.
///
/// Source: documented, U23.
Verdict user_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto changes = details_in(call.form, user_fields());
  const auto before = user_of(call, session);
  const bool is_kept = session.world().change_user(before.id, [&](User user) {
    merge_details(user.details, changes);
    return user;
  });
  if (!is_kept) return session_full(call);
  if (!changes.empty() && is_heard(call)) {
    const auto told = told_changes(changes, before.details, user_fields());
    announce(call, {.event = "user.updated", .user = before.id, .changes = told.dump()});
  }
  return done(call);
}

}  // namespace zoom_mock
