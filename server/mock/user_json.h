#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/mock/session.h"

namespace zoom_mock {

// A user as answers show them.

/// What was set, else the first and the last name.
std::string display_name_of(const User& user);

/// All that is known of them.
///
/// Source: documented, U23, and npm @zoom/rivet 0.4.0 for the members. Members that scenarios
/// cannot give, such as the phone numbers, are left out: assumed, nobody needs them.
nlohmann::ordered_json user_json(const User& user, const Session& session);

/// What a list shows of them. Pending users have no id.
///
/// Source: documented, U23.
nlohmann::ordered_json user_item(const User& user, const Session& session);

}  // namespace zoom_mock
