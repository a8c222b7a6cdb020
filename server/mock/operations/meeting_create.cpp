#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/meeting_json.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"
#include "server/mock/webhooks/announce.h"

namespace zoom_mock {

/// "Create a meeting": 201, and a new one each time, however alike the requests are.
///
/// Source: documented, S25; that equal requests make several is observed.
Verdict meeting_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (auto refusal = check_hosting(call, user)) return *refusal;
  const auto made = session.world().create_meeting({.account = user.account,
                                                    .host = host_of(user),
                                                    .details = new_schedule(call, session),
                                                    .created = call.now},
                                                   {call.seed, session.name()});
  if (!made) return session_full(call);
  announce(call, {.event = "meeting.created", .meeting = made->id});
  return created(call, meeting_json(call, made->id, *made->meeting, session));
}

}  // namespace zoom_mock
