#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What operations on past meetings, and reports, have in common.

/// A sitting that is over.
struct PastSitting {
  std::string number;  ///< of its meeting
  Meeting meeting = {};
  std::string uuid = {};
  std::shared_ptr<const Sitting> sitting = {};
  Clock::TimePoint start = {};
};

/// Checks the call by check_call(), and writes into `past` which sitting it is about: of a number,
/// the latest. Or why there is none.
///
/// Source: documented, S25: that a basic license, and what was a year ago, are refused. Assumed: a
/// year is 365 days, and that what has not ended is told as what does not exist, by S25's text.
std::optional<Verdict> find_past(const Call& call, const Session& session, PastSitting& past);

/// All that is told of it.
///
/// Source: documented, S25. Assumed: minutes are rounded up; each time that somebody joins counts.
nlohmann::ordered_json past_meeting_json(const PastSitting& past, const Session& session);

/// Makes the item of a list for one participant; the last argument is empty when who joined had not
/// registered.
using ParticipantItem =
    std::function<nlohmann::ordered_json(const PastSitting& past, std::size_t place,
                                         const Session& session, const std::string& registrant_id)>;

/// The call's page of the participants.
///
/// Source: documented, S25: of a meeting with one participant alone it has none. Assumed: it is
/// empty then.
Verdict participants_page(const Call& call, const Session& session, const PastSitting& past,
                          const ParticipantItem& item);

/// What lists and reports alike have of a participant.
///
/// Source: documented, S25; the numbers of `user_id` are observed (2025-26).
nlohmann::ordered_json participant_item(const PastSitting& past, std::size_t place,
                                        const Session& session);

/// What the report shows for a call: the registrant's id only where that is asked for.
///
/// Source: documented, S25. Assumed: that what nobody can have here is left out.
Verdict participants_report(const Call& call, const Session& session);

}  // namespace zoom_mock
