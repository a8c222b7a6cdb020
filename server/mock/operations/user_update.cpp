#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

/// "Update a user": 204. What the request does not name stays.
///
/// Source: documented, U23.
Verdict user_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto changes = details_in(call.form, user_fields());
  const auto id = user_of(call, session).id;
  const bool is_kept = session.world().change_user(id, [&](User user) {
    merge_details(user.details, changes);
    return user;
  });
  return is_kept ? done(call) : session_full(call);
}

}  // namespace zoom_mock
