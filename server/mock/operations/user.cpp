#include <nlohmann/json.hpp>
#include <string>

#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Get a user" for `me`: whose the token is.
///
/// Source: the fields are documented, as is `me` for the id; that a token of a server-to-server app
/// may ask is observed. Which of the other fields are sent is left out: assumed, nobody needs them.
Verdict user(const Call& call, Session& /*session*/) {
  const auto& token = call.token;
  return found(
      call, {{"id", token.user}, {"email", email_of(token.user)}, {"account_id", token.account}});
}

}  // namespace zoom_mock
