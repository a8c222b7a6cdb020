#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/user_json.h"

namespace zoom_mock {

/// "Get a user": 200, by id, by address, or for `me` whose the token is.
///
/// Source: documented, U23; that a token of a server-to-server app may ask for `me` is observed.
Verdict user(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return found(call, user_json(user_of(call, session), session));
}

}  // namespace zoom_mock
