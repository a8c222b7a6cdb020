#include "server/mock/participant.h"

#include <nlohmann/json.hpp>

#include "server/mock/identity.h"
#include "server/mock/sitting.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kUuidLetters = 22;

}  // namespace

std::uint64_t user_number(std::size_t place) {
  constexpr std::uint64_t kFirst = 16'778'240;
  constexpr std::uint64_t kStep = 1024;
  return kFirst + kStep * place;
}

std::optional<User> user_in_account(const Participant& participant, const Meeting& meeting,
                                    const Session& session) {
  if (participant.email.empty()) return std::nullopt;
  auto user = session.world().user(participant.email);
  const bool is_in = user.exists && (user.account.empty() || user.account == meeting.account);
  return is_in ? std::optional(std::move(user)) : std::nullopt;
}

Json told_participant(const std::string& event, const std::string& id, const Meeting& meeting,
                      std::size_t place, const Session& session, Clock::TimePoint now) {
  const auto* const sitting = meeting.sitting.get();
  const bool is_there = sitting != nullptr && place < sitting->participants.size();
  const auto participant =
      is_there ? sitting->participants[place] : Participant{.name = "Jill Chill"};
  const auto user = user_in_account(participant, meeting, session);
  const auto registrant = session.world().registrant(id, participant.email);
  const auto of = uuid_of(id, meeting) + std::to_string(place);
  Json told = {{"user_id", std::to_string(user_number(place))},
               {"user_name", participant.name},
               {"id", user ? user->id : ""},
               {"participant_uuid", derived_text("participant", of, kUuidLetters)},
               {"participant_user_id", user ? user->id : ""},
               {"email", user ? user->email : ""},
               {"registrant_id", registrant ? registrant->id : ""}};
  const auto start = start_of_current(meeting, session.opened());
  if (event == "meeting.participant_joined") {
    told["join_time"] = to_iso8601(is_there ? start + participant.joined_after : now);
  } else {
    const auto left = participant.left_after;
    told["leave_time"] = to_iso8601(left ? start + *left : now);
    told["leave_reason"] = participant.name + " left the meeting.<br>Reason: left the meeting.";
  }
  return told;
}

}  // namespace zoom_mock
