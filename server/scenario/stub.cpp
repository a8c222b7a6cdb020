#include "server/scenario/stub.h"

namespace zoom_mock {

int status_of(const Reply& reply, Profile profile) {
  constexpr int kOk = 200;
  if (reply.status) return *reply.status;
  const auto* const known = find_reply(reply.use);
  return known == nullptr ? kOk : known->wording(profile).status;
}

bool is_success(const Reply& reply, Profile profile) {
  const int status = status_of(reply, profile);
  return reply.answers() && status >= 200 && status < 300;
}

}  // namespace zoom_mock
