#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"

namespace zoom_mock {

// A meeting, or a webinar, as answers and events show it.

/// Where meetings are joined. Assumed: which of Zoom's hosts.
inline constexpr std::string_view kSite = "https://us02web.zoom.us";

/// All that is known of it: the answer to who has made it, and to who asks for it. Each answer has
/// a start_url of its own, with a new_zak().
///
/// Source: documented, S25; `uuid`, `host_id` and `status` observed (2026-09). Assumed: the hosts
/// and the shapes of the URLs but for their paths, a webinar's registration_url, and that a meeting
/// of a scenario was made when its session began.
nlohmann::ordered_json meeting_json(const Call& call, std::string_view id, const Meeting& meeting,
                                    Session& session);

/// What a list shows of it.
///
/// Source: documented, S25.
nlohmann::ordered_json meeting_item(std::string_view id, const Meeting& meeting,
                                    const Session& session);

/// Where it is joined, with what opens it: a secret.
std::string join_url(std::string_view id, const Meeting& meeting);

/// Whether people register for it at all. Observed: never for type 3, whatever its approval.
bool has_registration(const Meeting& meeting);

}  // namespace zoom_mock
