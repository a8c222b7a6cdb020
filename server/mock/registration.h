#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// Who may register for a meeting, and how answers show who has.

/// Whoever the call wants to add may be added to the meeting of its path; else 404 with code 404,
/// 3038, or 3027. The order is assumed.
std::optional<Verdict> check_registration(const Call& call, const Meeting& meeting,
                                          const Session& session);

/// Where somebody who is approved joins. Source: observed, its path and `tk`.
std::string personal_url(std::string_view meeting, const Registrant& registrant);

/// What a list shows of somebody. Source: documented, S25. Assumed: only who is approved has a URL.
nlohmann::ordered_json registrant_item(std::string_view meeting, const Registrant& registrant);

/// The answer to who adds somebody. Source: documented, S25: nobody who is pending has a URL.
nlohmann::ordered_json registration_json(std::string_view meeting, const Meeting& facts,
                                         const Registrant& registrant, const Session& session);

}  // namespace zoom_mock
