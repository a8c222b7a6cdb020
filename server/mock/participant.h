#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "server/mock/session.h"

namespace zoom_mock {

// Who is, or was, in a sitting of a meeting, as answers and events show them.

/// The `user_id` of who joined a sitting at that place.
///
/// Source: observed, 2025-26: from 16778240 on, in steps of 1024.
std::uint64_t user_number(std::size_t place);

/// As whom the host's account knows somebody; nothing: it does not.
///
/// Source: documented, that id and address are empty then. Assumed: whoever has an address is in
/// the account, unless there is no such user, or in another one.
std::optional<User> user_in_account(const Participant& participant, const Meeting& meeting,
                                    const Session& session);

/// What "meeting.participant_joined" or "meeting.participant_left" says of who joined the sitting
/// in progress at that place; of somebody made up, when nobody has.
///
/// Source: documented, the types of npm @zoom/rivet 0.4.0. Assumed: the words of `leave_reason`.
nlohmann::ordered_json told_participant(const std::string& event, const std::string& id,
                                        const Meeting& meeting, std::size_t place,
                                        const Session& session, Clock::TimePoint now);

}  // namespace zoom_mock
