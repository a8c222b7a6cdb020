#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/webhooks/announce.h"
#include "server/zoom/email.h"

namespace zoom_mock {

/// "Delete a user": 204, and the account has them no more, whether they were deleted or only
/// disassociated from it.
///
/// Source: documented, U23. Assumed: that their meetings stay as they are.
Verdict user_delete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (is_same_email(query_value(call, "transfer_email"), user.email)) {
    return refused(call, "transfer-to-same-user",
                   "transfer_email is the address of user " + quote(user.id) + " themselves");
  }
  const bool is_kept = session.world().change_user(user.id, [](User leaving) {
    leaving.exists = false;
    return leaving;
  });
  if (!is_kept) return session_full(call);
  const bool is_deleted = query_value(call, "action") == "delete";
  announce(call, {.event = is_deleted ? "user.deleted" : "user.disassociated", .user = user.id});
  return done(call);
}

}  // namespace zoom_mock
