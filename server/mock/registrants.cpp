#include "server/mock/registrants.h"

#include <algorithm>
#include <utility>

namespace zoom_mock {

namespace {

/// What the library adds to a registrant, and what a list of them has in reserve.
constexpr std::size_t kPerRegistrant = 64 + sizeof(Registrant);

std::size_t weight_of(const Registrant& registrant) {
  auto bytes = kPerRegistrant + registrant.id.capacity() + registrant.email.capacity();
  for (const auto& [name, value] : registrant.details) {
    bytes += sizeof(Details::value_type) + name.capacity() + value.capacity();
  }
  return bytes;
}

bool takes_room(const Registrant& registrant) {
  return registrant.status == RegistrantStatus::kApproved ||
         registrant.status == RegistrantStatus::kPending;
}

bool has_room(const std::vector<Registrant>& list, std::size_t most) {
  return static_cast<std::size_t>(std::ranges::count_if(list, takes_room)) < most;
}

RegistrantStatus status_after(RegistrantStatus before, RegistrantStatus wanted) {
  const bool is_settled =
      before == RegistrantStatus::kDenied || before == RegistrantStatus::kApproved;
  return is_settled ? before : wanted;
}

/// Puts what is wanted of somebody into what is known of them.
void renew(Registrant& known, const Registrant& wanted) {
  for (const auto& [name, value] : wanted.details) set_detail(known.details, name, value);
  known.status = status_after(known.status, wanted.status);
  known.adds = known.day == wanted.day ? known.adds + 1 : 1;
  known.day = wanted.day;
}

}  // namespace

std::vector<Registrant> Registrants::of(std::string_view meeting) const {
  const auto list = lists_.find(meeting);
  return list == lists_.end() ? List() : list->second;
}

Registering Registrants::add(std::string_view meeting, Registrant& wanted, std::size_t most,
                             bool is_session_full) {
  const auto list = lists_.find(meeting);
  if (list == lists_.end()) return add_new({}, meeting, wanted, most, is_session_full);
  const auto known = std::ranges::find(list->second, wanted.email, &Registrant::email);
  if (known == list->second.end()) {
    return add_new(list->second, meeting, wanted, most, is_session_full);
  }
  if (known->day == wanted.day && known->adds >= kMostAddsADay) return Registering::kTooOften;
  if (!takes_room(*known) && !has_room(list->second, most)) return Registering::kMeetingFull;
  const auto before = weight_of(*known);
  renew(*known, wanted);
  bytes_ += weight_of(*known) - before;
  wanted = *known;
  return Registering::kDone;
}

Registering Registrants::add_new(const List& others, std::string_view meeting, Registrant& wanted,
                                 std::size_t most, bool is_session_full) {
  if (!has_room(others, most)) return Registering::kMeetingFull;
  if (is_session_full) return Registering::kSessionFull;
  wanted.adds = 1;
  bytes_ += weight_of(lists_[std::string(meeting)].emplace_back(wanted));
  ++size_;
  return Registering::kDone;
}

bool Registrants::change(std::string_view meeting, std::string_view name, RegistrantStatus status) {
  const auto list = lists_.find(meeting);
  if (list == lists_.end()) return false;
  const auto known = std::ranges::find_if(list->second, [&](const Registrant& registrant) {
    return registrant.id == name || registrant.email == name;
  });
  if (known == list->second.end()) return false;
  known->status = status;
  return true;
}

}  // namespace zoom_mock
