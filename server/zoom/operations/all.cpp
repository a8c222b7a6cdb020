#include <vector>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

std::span<const Operation> operations() {
  // The first come first where a path fits several, and are found soonest.
  static const auto kAll = [] {
    std::vector<Operation> all;
    for (const auto table : {live_stream_operations(), user_operations(), meeting_operations(),
                             registrant_operations()}) {
      all.insert(all.end(), table.begin(), table.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace zoom_mock
