#include "server/commands/process.h"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace zoom_mock {

std::size_t raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::numeric_limits<std::size_t>::max();
  // macOS names no limit and then takes none above OPEN_MAX.
  for (const rlim_t wanted : {limit.rlim_max, rlim_t{65'536}, rlim_t{10'240}}) {
    const rlimit raised{wanted, limit.rlim_max};
    if (wanted <= limit.rlim_cur || setrlimit(RLIMIT_NOFILE, &raised) != 0) continue;
    limit = raised;
    break;
  }
  return std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<std::size_t>::max());
}

}  // namespace zoom_mock
