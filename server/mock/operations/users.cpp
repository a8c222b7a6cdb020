#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/user_json.h"

namespace zoom_mock {

/// "List users": 200 with those of the token's account, page by page.
///
/// Source: documented, U23. Assumed: that whose the token is comes first, where no scenario lists
/// them.
Verdict users(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& world = session.world();
  auto all = world.users();
  auto caller = world.user(call.token.user);
  if (caller.account.empty()) caller.account = call.token.account;
  if (std::ranges::find(all, caller.id, &User::id) == all.end() && caller.exists) {
    all.insert(all.begin(), caller);
  }
  const auto status = query_value(call, "status");
  std::erase_if(all, [&](const User& user) {
    return user.account != call.token.account || user_status_name(user.status) != status;
  });
  return page_of(call, session, {"users", all.size()},
                 [&](std::size_t place) { return user_item(all[place], session); });
}

}  // namespace zoom_mock
