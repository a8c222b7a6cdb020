#include "server/mock/session_world.h"

#include <algorithm>
#include <utility>

#include "server/mock/identity.h"
#include "server/mock/sitting.h"
#include "server/zoom/email.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// What the library adds to each object that it allocates, measured.
constexpr std::size_t kPerObject = 96;

template <class Pairs>
std::size_t weight_of(const Pairs& pairs) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : pairs) {
    bytes += sizeof(name) + sizeof(value) + name.capacity() + value.capacity();
  }
  return bytes;
}

std::size_t weight_of(const Meeting& meeting) {
  auto bytes = kPerObject + sizeof(meeting) + weight_of(meeting.details);
  if (meeting.livestream) bytes += weight_of(*meeting.livestream);
  for (const auto& [id, occurrence] : meeting.occurrences) {
    bytes += kPerObject + id.capacity() + sizeof(occurrence) + weight_of(occurrence.changes);
  }
  for (const auto& panelist : meeting.panelists) {
    bytes += kPerObject + sizeof(panelist) + weight_of(panelist.details);
  }
  return bytes + weight_of_sittings(meeting);
}

std::size_t weight_of(const User& user) {
  return kPerObject + sizeof(user) + user.id.size() + user.email.size() + weight_of(user.details);
}

}  // namespace

Meeting SessionWorld::meeting(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  if (!is_meeting_uuid(id)) return facts(id);
  const auto number = number_with(id);
  return number.empty() ? Meeting{.exists = false} : facts(number);
}

std::string SessionWorld::number_of(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  return is_meeting_uuid(id) ? number_with(id) : std::string(id);
}

/// The UUID of a meeting that is only taken for granted leads nowhere: it cannot be turned back.
std::string SessionWorld::number_with(std::string_view uuid) const {
  for (const auto& [number, meeting] : meetings_) {
    if (has_uuid(number, *meeting, uuid)) return number;
  }
  for (const auto& [number, meeting] : scenario_->meetings) {
    if (!meetings_.contains(number) && has_uuid(number, meeting, uuid)) return number;
  }
  return {};
}

Meeting SessionWorld::facts(std::string_view id) const {
  if (const auto changed = meetings_.find(id); changed != meetings_.end()) return *changed->second;
  auto meeting = scenario_->meeting(id);
  if (const auto streamed = streamed_.find(id); streamed != streamed_.end()) {
    if (streamed->second.settings) meeting.livestream = streamed->second.settings;
    meeting.broadcast = streamed->second.broadcast;
  }
  return meeting;
}

std::vector<KnownMeeting> SessionWorld::meetings() const {
  const std::scoped_lock lock(mutex_);
  std::vector<KnownMeeting> known;
  known.reserve(scenario_->meetings.size() + made_meetings_.size());
  for (const auto& [id, meeting] : scenario_->meetings) {
    const auto changed = meetings_.find(id);
    // The scenario's live as long as it does, and are not copied.
    const auto now = changed != meetings_.end()
                         ? changed->second
                         : std::shared_ptr<const Meeting>(scenario_, &meeting);
    if (now->exists) known.push_back({id, now});
  }
  for (const auto& id : made_meetings_) {
    const auto made = meetings_.find(id);
    if (made->second->exists) known.push_back({id, made->second});
  }
  return known;
}

void SessionWorld::put_meeting(std::string_view id, Meeting meeting) {
  const auto after = weight_of(meeting);
  auto shared = std::make_shared<const Meeting>(std::move(meeting));
  const auto known = meetings_.find(id);
  if (known == meetings_.end()) {
    meetings_.emplace(id, std::move(shared));
    grow(0, after);
  } else {
    grow(weight_of(*known->second), after);
    known->second = std::move(shared);
  }
}

std::optional<KnownMeeting> SessionWorld::create_meeting(Meeting meeting, const IdSeed& seed) {
  const std::scoped_lock lock(mutex_);
  if (is_full()) return std::nullopt;
  std::string id;
  do {
    id = draw_meeting_id({seed.seed, seed.session, ++drawn_});
  } while (meetings_.contains(id) || scenario_->meetings.contains(id));
  put_meeting(id, std::move(meeting));
  made_meetings_.push_back(id);
  return KnownMeeting{id, meetings_.find(id)->second};
}

bool SessionWorld::change_meeting(std::string_view id,
                                  const std::function<Meeting(Meeting)>& change) {
  const std::scoped_lock lock(mutex_);
  if (is_full() && !meetings_.contains(id)) return false;
  put_meeting(id, change(facts(id)));
  // What was configured is among the facts now.
  if (streamed_.erase(std::string(id)) > 0) std::erase(streamed_order_, id);
  return true;
}

/// Where it is remembered what requests do to the live stream of a meeting: with what else is
/// changed of it, or apart.
void SessionWorld::change_stream(std::string_view id,
                                 const std::function<void(Streamed&)>& change) {
  if (const auto known = meetings_.find(id); known != meetings_.end()) {
    auto meeting = *known->second;
    Streamed streamed{std::move(meeting.livestream), meeting.broadcast};
    change(streamed);
    meeting.livestream = std::move(streamed.settings);
    meeting.broadcast = streamed.broadcast;
    put_meeting(id, std::move(meeting));
    return;
  }
  if (const auto known = streamed_.find(id); known != streamed_.end()) {
    change(known->second);
    return;
  }
  if (streamed_order_.size() == kMostStreamed) {
    streamed_.erase(streamed_order_.front());
    streamed_order_.pop_front();
  } else {
    grow(0, kStreamedBytes);
  }
  change(streamed_.emplace(id, Streamed{{}, facts(id).broadcast}).first->second);
  streamed_order_.emplace_back(id);
}

void SessionWorld::store_livestream(std::string_view id, Livestream livestream) {
  const std::scoped_lock lock(mutex_);
  change_stream(id, [&](Streamed& streamed) { streamed.settings = std::move(livestream); });
}

bool SessionWorld::start_livestream(std::string_view id, Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  const auto before = facts(id).broadcast.last_start;
  if (before && now - *before < kBetweenStarts) return false;
  change_stream(
      id, [&](Streamed& streamed) { streamed.broadcast = {.is_live = true, .last_start = now}; });
  return true;
}

bool SessionWorld::stop_livestream(std::string_view id) {
  const std::scoped_lock lock(mutex_);
  if (!facts(id).broadcast.is_live) return false;
  change_stream(id, [](Streamed& streamed) { streamed.broadcast.is_live = false; });
  return true;
}

std::vector<Registrant> SessionWorld::registrants(std::string_view meeting) const {
  const std::scoped_lock lock(mutex_);
  return registrants_.of(meeting);
}

Registering SessionWorld::add_registrant(std::string_view meeting, Registrant& wanted,
                                         const IdSeed& seed) {
  const std::scoped_lock lock(mutex_);
  wanted.id = draw_registrant_id({seed.seed, seed.session, ++drawn_});
  return registrants_.add(meeting, wanted, facts(meeting).max_registrants, is_full());
}

std::optional<Registrant> SessionWorld::registrant(std::string_view meeting,
                                                   std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  return registrants_.find(meeting, name);
}

bool SessionWorld::change_registrant(std::string_view meeting, std::string_view name,
                                     RegistrantStatus status) {
  const std::scoped_lock lock(mutex_);
  return registrants_.change(meeting, name, status, is_full());
}

std::vector<Recording> SessionWorld::recordings(std::string_view meeting) const {
  const std::scoped_lock lock(mutex_);
  return recordings_.of(meeting);
}

std::vector<KnownRecording> SessionWorld::recordings() const {
  const std::scoped_lock lock(mutex_);
  return recordings_.all();
}

bool SessionWorld::change_recordings(std::string_view meeting,
                                     const std::function<void(std::vector<Recording>&)>& change) {
  const std::scoped_lock lock(mutex_);
  return recordings_.change(meeting, change, is_full());
}

User SessionWorld::user(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  return user_facts(name);
}

User SessionWorld::user_facts(std::string_view name) const {
  const auto by_id = users_.find(name);
  if (by_id != users_.end()) return by_id->second;
  // Of one address, whoever is there now comes before who was there once.
  const User* gone = nullptr;
  for (const auto& [id, user] : users_) {
    if (!is_same_email(user.email, name)) continue;
    if (user.exists) return user;
    gone = &user;
  }
  if (gone != nullptr) return *gone;
  auto user = scenario_->user(name);
  const auto changed = users_.find(user.id);
  return changed == users_.end() ? user : changed->second;
}

std::vector<User> SessionWorld::users() const {
  const std::scoped_lock lock(mutex_);
  std::vector<User> known;
  for (const auto& [id, listed] : scenario_->users) {
    const auto changed = users_.find(id);
    const auto& user = changed == users_.end() ? listed : changed->second;
    if (user.exists) known.push_back(user);
  }
  for (const auto& id : made_users_) {
    const auto& user = users_.find(id)->second;
    if (user.exists) known.push_back(user);
  }
  return known;
}

void SessionWorld::put_user(User user) {
  const auto after = weight_of(user);
  const auto known = users_.find(user.id);
  grow(known == users_.end() ? 0 : weight_of(known->second), after);
  auto id = user.id;
  users_.insert_or_assign(std::move(id), std::move(user));
}

SessionWorld::NewUser SessionWorld::create_user(User& user, const IdSeed& seed) {
  const std::scoped_lock lock(mutex_);
  const auto has_address = [&](const User& known) {
    return known.exists && is_same_email(known.email, user.email);
  };
  const auto is_taken = [&](const auto& known) { return has_address(known.second); };
  const auto is_listed = [&](const auto& listed) {
    return has_address(listed.second) && !users_.contains(listed.first);
  };
  if (std::ranges::any_of(users_, is_taken) || std::ranges::any_of(scenario_->users, is_listed)) {
    return NewUser::kAddressTaken;
  }
  if (is_full()) return NewUser::kFull;
  user.id = draw_user_id({seed.seed, seed.session, ++drawn_});
  put_user(user);
  made_users_.push_back(user.id);
  return NewUser::kMade;
}

bool SessionWorld::change_user(std::string_view name, const std::function<User(User)>& change) {
  const std::scoped_lock lock(mutex_);
  auto user = user_facts(name);
  if (is_full() && !users_.contains(user.id)) return false;
  put_user(change(std::move(user)));
  return true;
}

}  // namespace zoom_mock
