#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "server/mock/session.h"

namespace zoom_mock {

// Who has registered for a meeting or a webinar, as answers and events show them.

/// Where somebody who is approved joins; `id` is that of whoever it is. Source: observed, its path
/// and `tk`.
std::string personal_url(std::string_view meeting, std::string_view id);

/// What a list shows of somebody. Source: documented, S25: a pin code for meetings alone. Assumed:
/// only who is approved has a URL.
nlohmann::ordered_json registrant_item(std::string_view meeting, const Registrant& registrant,
                                       MeetingKind kind, const Session& session);

/// The answer to who adds somebody. Source: documented, S25: nobody who is pending has a URL.
nlohmann::ordered_json registration_json(std::string_view id, const Meeting& meeting,
                                         const Registrant& registrant, const Session& session);

}  // namespace zoom_mock
