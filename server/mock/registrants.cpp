#include "server/mock/registrants.h"

#include <algorithm>
#include <utility>

#include "server/zoom/email.h"

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

auto named(std::string_view name) {
  return [name](const Registrant& registrant) {
    return registrant.id == name || is_same_email(registrant.email, name);
  };
}

}  // namespace

const Registrants::List& Registrants::list_of(std::string_view meeting) const {
  static const List kNobody;
  for (const auto* const lists : {&own_, &listed_}) {
    if (const auto list = lists->find(meeting); list != lists->end()) return list->second;
  }
  return kNobody;
}

/// The list that may be changed, a copy of the scenario's the first time; null: there is no room
/// for it.
Registrants::List* Registrants::own_list(std::string_view meeting, bool is_session_full) {
  if (const auto own = own_.find(meeting); own != own_.end()) return &own->second;
  if (is_session_full) return nullptr;
  auto& list = own_[std::string(meeting)] = list_of(meeting);
  size_ += list.size();
  for (const auto& registrant : list) bytes_ += weight_of(registrant);
  return &list;
}

std::vector<Registrant> Registrants::of(std::string_view meeting) const { return list_of(meeting); }

std::optional<Registrant> Registrants::find(std::string_view meeting, std::string_view name) const {
  const auto& list = list_of(meeting);
  const auto known = std::ranges::find_if(list, named(name));
  return known == list.end() ? std::nullopt : std::optional(*known);
}

Registering Registrants::add(std::string_view meeting, Registrant& wanted, std::size_t most,
                             bool is_session_full) {
  const auto& list = list_of(meeting);
  const auto known = std::ranges::find_if(list, named(wanted.email));
  const bool is_new = known == list.end();
  if (!is_new && known->day == wanted.day && known->adds >= kMostAddsADay) {
    return Registering::kTooOften;
  }
  if ((is_new || !takes_room(*known)) && !has_room(list, most)) return Registering::kMeetingFull;
  if (is_new && is_session_full) return Registering::kSessionFull;
  const auto place = known - list.begin();
  auto* const own = own_list(meeting, is_session_full);
  if (own == nullptr) return Registering::kSessionFull;
  if (is_new) {
    wanted.adds = 1;
    bytes_ += weight_of(own->emplace_back(wanted));
    ++size_;
    return Registering::kDone;
  }
  auto& renewed = (*own)[static_cast<std::size_t>(place)];
  const auto before = weight_of(renewed);
  renew(renewed, wanted);
  bytes_ += weight_of(renewed) - before;
  wanted = renewed;
  return Registering::kDone;
}

bool Registrants::change(std::string_view meeting, std::string_view name, RegistrantStatus status,
                         bool is_session_full) {
  if (!find(meeting, name)) return true;
  auto* const own = own_list(meeting, is_session_full);
  if (own == nullptr) return false;
  std::ranges::find_if(*own, named(name))->status = status;
  return true;
}

}  // namespace zoom_mock
