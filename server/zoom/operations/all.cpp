#include <vector>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

std::span<const Operation> operations() {
  // The first come first where a path fits several, and are found soonest.
  static const auto kAll = [] {
    std::vector<Operation> all;
    const std::initializer_list<std::span<const Operation>> tables = {
        live_stream_operations(),
        user_operations(),
        meeting_operations(),
        registrant_operations(),
        invitation_operations(),
        user_settings_operations(),
        user_token_operations(),
        recording_operations(),
        past_meeting_operations(),
        webinar_operations(),
        webinar_registrant_operations(),
        webinar_panelist_operations()};
    for (const auto table : tables) {
      all.insert(all.end(), table.begin(), table.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace zoom_mock
