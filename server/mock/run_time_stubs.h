#pragma once

#include <cstddef>
#include <vector>

#include "server/scenario/stub.h"

namespace zoom_mock {

/// The stubs of a session into which the admin API has put some, from top to bottom: those first,
/// then the scenario's but for the ones that have the name of one of them. Immutable.
struct RunTimeStubs {
  std::vector<Stub> stubs;
  std::vector<std::size_t> numbers;  ///< of each, in its session
  std::size_t own = 0;               ///< how many are run-time stubs
  std::size_t weight = 0;            ///< about as many bytes as all of them take
};

/// Which run-time stubs stay when others come.
enum class Earlier { kStay, kGo };

}  // namespace zoom_mock
