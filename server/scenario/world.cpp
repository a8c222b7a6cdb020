#include "server/scenario/world.h"

namespace zoom_mock {

std::string email_of(std::string_view user) {
  return std::string(user) + (user.find('@') == user.npos ? "@example.com" : "");
}

}  // namespace zoom_mock
