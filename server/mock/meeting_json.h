#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"

namespace zoom_mock {

// A meeting as answers and events show it.

/// Where meetings are joined. Assumed: which of Zoom's hosts.
inline constexpr std::string_view kSite = "https://us02web.zoom.us";

/// All that is known of it: the answer to who has made it, and to who asks for it. Each call gets a
/// start_url of its own, whose token is a secret.
///
/// Source: documented, S25; `uuid`, `host_id` and `status` observed (2026-09). Assumed: the hosts
/// and the shapes of the URLs but for their paths, and that a meeting of a scenario was made when
/// its session began.
nlohmann::ordered_json meeting_json(const Call& call, std::string_view id, const Meeting& meeting,
                                    const Session& session);

/// What a list shows of it.
///
/// Source: documented, S25.
nlohmann::ordered_json meeting_item(std::string_view id, const Meeting& meeting,
                                    const Session& session);

/// When it starts by its schedule; one without a time for that, when it was made.
Clock::TimePoint start_of(const Meeting& meeting, const Session& session);
/// Whether its scheduled end has passed, by the session's time `now`, and it is not in progress.
bool is_over(const Meeting& meeting, const Session& session, Clock::TimePoint now);

/// Whether people register for it at all. Observed: never for type 3, whatever its approval.
bool has_registration(const Meeting& meeting);

}  // namespace zoom_mock
