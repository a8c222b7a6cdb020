#include "server/mock/sitting.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "server/mock/identity.h"

namespace zoom_mock {

namespace {

/// What the library adds to each that it allocates.
constexpr std::size_t kPerSitting = 48 + sizeof(Sitting) + sizeof(Sittings::value_type);

std::size_t weight_of_sitting(const Sitting& sitting) {
  auto bytes = kPerSitting;
  for (const auto& participant : sitting.participants) {
    bytes += sizeof(participant) + participant.name.capacity() + participant.email.capacity();
  }
  return bytes;
}

std::chrono::seconds since(Clock::TimePoint start, Clock::TimePoint now) {
  return std::max(std::chrono::floor<std::chrono::seconds>(now - start), std::chrono::seconds{0});
}

}  // namespace

std::string uuid_of(std::string_view id, const Meeting& meeting) {
  return uuid_of(id, meeting.past.size());
}

bool has_uuid(std::string_view id, const Meeting& meeting, std::string_view uuid) {
  for (std::size_t place = 0; place <= meeting.past.size(); ++place) {
    if (uuid_of(id, place) == uuid) return true;
  }
  return false;
}

std::size_t weight_of_sittings(const Meeting& meeting) {
  auto bytes = meeting.sitting == nullptr ? 0 : weight_of_sitting(*meeting.sitting);
  for (const auto& past : meeting.past) bytes += weight_of_sitting(*past);
  return bytes;
}

Meeting begun(Meeting meeting, Clock::TimePoint now) {
  meeting.started = true;
  meeting.sitting = std::make_shared<const Sitting>(Sitting{.start = now});
  return meeting;
}

Meeting joined_by(Meeting meeting, std::vector<Participant> people, Clock::TimePoint opened,
                  Clock::TimePoint now) {
  auto sitting = meeting.sitting == nullptr ? Sitting{} : *meeting.sitting;
  for (auto& participant : people) {
    participant.joined_after = since(start_of_current(meeting, opened), now);
    sitting.participants.push_back(std::move(participant));
  }
  meeting.sitting = std::make_shared<const Sitting>(std::move(sitting));
  return meeting;
}

std::optional<std::size_t> leave(Meeting& meeting, std::string_view name, Clock::TimePoint opened,
                                 Clock::TimePoint now) {
  if (meeting.sitting == nullptr) return std::nullopt;
  auto sitting = *meeting.sitting;
  const auto found = std::ranges::find_if(sitting.participants, [&](const Participant& each) {
    return each.name == name && !each.left_after;
  });
  if (found == sitting.participants.end()) return std::nullopt;
  found->left_after = since(start_of_current(meeting, opened), now);
  const auto place = static_cast<std::size_t>(found - sitting.participants.begin());
  meeting.sitting = std::make_shared<const Sitting>(std::move(sitting));
  return place;
}

Meeting ended(Meeting meeting, Clock::TimePoint opened, Clock::TimePoint now) {
  if (!meeting.started) return meeting;
  auto sitting = meeting.sitting == nullptr ? Sitting{} : *meeting.sitting;
  sitting.start = start_of_current(meeting, opened);
  sitting.duration = since(*sitting.start, now);
  meeting.past.push_back(std::make_shared<const Sitting>(std::move(sitting)));
  meeting.sitting = nullptr;
  meeting.started = false;
  meeting.broadcast.is_live = false;
  return meeting;
}

Clock::TimePoint start_of_past(const Sitting& sitting, Clock::TimePoint opened) {
  return sitting.start.value_or(opened - sitting.duration);
}

Clock::TimePoint start_of_current(const Meeting& meeting, Clock::TimePoint opened) {
  const auto& sitting = meeting.sitting;
  return sitting != nullptr && sitting->start ? *sitting->start : opened;
}

}  // namespace zoom_mock
