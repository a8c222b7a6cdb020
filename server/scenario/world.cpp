#include "server/scenario/world.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "server/base/base64.h"
#include "server/http/grammar.h"

namespace zoom_mock {

bool may_use(const OauthClient& client, GrantType grant) {
  return !client.grants || std::ranges::find(*client.grants, grant) != client.grants->end();
}

const std::string* find_detail(const Details& details, std::string_view name) {
  const auto found = std::ranges::find(details, name, &Details::value_type::first);
  return found == details.end() ? nullptr : &found->second;
}

void set_detail(Details& details, std::string_view name, std::string json) {
  const auto found = std::ranges::find(details, name, &Details::value_type::first);
  if (found != details.end()) {
    found->second = std::move(json);
  } else {
    details.emplace_back(name, std::move(json));
  }
}

std::string_view user_status_name(UserStatus status) {
  switch (status) {
    case UserStatus::kActive:
      return "active";
    case UserStatus::kInactive:
      return "inactive";
    case UserStatus::kPending:
      return "pending";
  }
  return "active";
}

std::string_view registrant_status_name(RegistrantStatus status) {
  switch (status) {
    case RegistrantStatus::kPending:
      return "pending";
    case RegistrantStatus::kApproved:
      return "approved";
    case RegistrantStatus::kDenied:
      return "denied";
    case RegistrantStatus::kCancelled:
      return "cancelled";
  }
  return "approved";
}

Host host_of(const User& user) {
  const auto* const type = find_detail(user.details, "type");
  return {.id = user.id,
          .exists = user.exists,
          .hosting = user.hosting,
          .license = type != nullptr && *type == "1" ? License::kBasic : License::kPro,
          .webinar_plan = user.webinar_plan,
          .live_streaming = user.live_streaming};
}

std::string email_of(std::string_view user) {
  return std::string(user) + (user.find('@') == user.npos ? "@example.com" : "");
}

std::string user_id_of(std::string_view user) {
  if (user.find('@') == user.npos) return std::string(user);
  // FNV-1a, twice: the same id in every run and on every machine.
  constexpr std::uint64_t kPrime = 0x100000001b3;
  const auto address = lower_case(user);
  std::string bytes;
  for (std::uint64_t hash : {0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL}) {
    for (const char c : address) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    for (unsigned shift = 0; shift < 64; shift += 8) {
      bytes.push_back(static_cast<char>((hash >> shift) & 0xff));
    }
  }
  return base64url_encode(bytes);
}

void name_user(User& user, std::string_view name) {
  user.id = user_id_of(name);
  user.email = email_of(name);
}

}  // namespace zoom_mock
