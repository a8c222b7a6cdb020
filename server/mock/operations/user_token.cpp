#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/checks.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"

namespace zoom_mock {

namespace {

/// Source: documented, U23.
constexpr std::uint64_t kMostSeconds = 31'536'000;

/// Assumed: more than the most is the most, as it is for pages.
std::chrono::seconds lifetime_of(const Call& call) {
  const auto asked = whole_number_in(query_value(call, "ttl")).value_or(0);
  return asked == 0
             ? kZakLifetime
             : std::chrono::seconds(static_cast<std::int64_t>(std::min(asked, kMostSeconds)));
}

}  // namespace

/// "Get a user's token": 200 with a new one each time. `ttl` counts for `type=zak` alone.
///
/// Source: documented, U23; npm @zoom/rivet 0.4.0 for `onbehalf`. Assumed: that all types look
/// alike, and that the deprecated default is still given.
Verdict user_token(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const bool is_zak = query_value(call, "type") == "zak";
  const auto lifetime = is_zak ? lifetime_of(call) : kZakLifetime;
  return found(call, {{"token", new_zak(call, session, user_of(call, session).id, lifetime)}});
}

}  // namespace zoom_mock
