#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Get your Zoom Access Key (ZAK)": 200 with a new one each time.
///
/// Source: documented, U23. That a server-to-server app got 2300 for such calls was observed once;
/// which path it was is not said, and it is not so here.
Verdict user_zak(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = session.world().user(call.token.user);
  if (!user.exists) {
    return refused(call, "user-does-not-exist",
                   "user " + quote(call.token.user) + ", whose the token is, does not exist");
  }
  return found(call, {{"token", new_zak(call, session, user.id)}});
}

}  // namespace zoom_mock
