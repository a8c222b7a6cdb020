#include "server/scenario/world.h"

#include <algorithm>

namespace zoom_mock {

bool may_use(const OauthClient& client, GrantType grant) {
  return !client.grants || std::ranges::find(*client.grants, grant) != client.grants->end();
}

std::string email_of(std::string_view user) {
  return std::string(user) + (user.find('@') == user.npos ? "@example.com" : "");
}

}  // namespace zoom_mock
