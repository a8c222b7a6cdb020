#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What the operations on those who register for a meeting do, and their twins about a webinar's.
// The call is one of theirs, and is checked.

/// Adds somebody, or finds who has that address: 201. Whom the meeting does not take: 404 with code
/// 404, or 400 with 3038, 3027 or 3043, and of a webinar 3000, as for its panelists. The order is
/// assumed.
///
/// Source: documented, S25: `auto_approve`, where the operation has it, counts where somebody else
/// has to approve. Observed: who is known is no error, three times a day in UTC. Assumed: that
/// webhooks are told each time.
Verdict add_registrant(const Call& call, Session& session);

/// 200 with those of one status, page by page.
///
/// Source: documented, S25. Assumed: a meeting without registration has none, and is no error.
Verdict list_registrants(const Call& call, const Session& session);

/// Approves, denies or cancels: 204. Assumed: who is not there is passed over, with a note, and
/// webhooks are told of each who was in another state.
///
/// Source: documented, S25.
Verdict decide_registrants(const Call& call, Session& session);

/// Nobody registers for the meeting of the call's path.
Verdict no_registration(const Call& call, const Meeting& meeting);

/// Whom the call's path names of those who have registered; nothing: nobody, or somebody who was
/// cancelled, whom no documented status describes.
std::optional<Registrant> registrant_of(const Call& call, const Session& session);
/// The call's path names none of them.
Verdict no_registrant(const Call& call);

}  // namespace zoom_mock
