#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/zoom/user_settings.h"

namespace zoom_mock {

/// "Get user settings": 200 with the settings that everybody has; whether live streams are allowed
/// is the user's own.
///
/// Source: documented, U23. Assumed: that whoever has not agreed to an invitation has none (1120),
/// and that `option` leaves the answer as it is: what it leads to is not built, and that is noted.
Verdict user_settings(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (user.status == UserStatus::kPending) {
    return refused(call, "invitation-not-found",
                   "user " + quote(user.email) + " is pending: they have not agreed yet");
  }
  auto settings = nlohmann::ordered_json::object();
  show_details(settings, {}, user_settings_fields());
  auto& in_meeting = settings["in_meeting"];
  in_meeting["allow_live_streaming"] = user.live_streaming;
  in_meeting["custom_live_streaming_service"] = user.live_streaming;
  auto verdict = found(call, settings);
  if (const auto option = query_value(call, "option"); !option.empty()) {
    verdict.explanation.notes.push_back("the settings are whole: what option=" + option +
                                        " shows of them is not built");
  }
  return verdict;
}

}  // namespace zoom_mock
