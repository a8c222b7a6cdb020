#include "server/base/file_limit.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

namespace zoom_mock {
namespace {

rlimit file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit;
}

TEST_CASE("file_limit: it is raised as far as the system allows") {
  const auto before = file_limit();
  rlimit low = before;
  low.rlim_cur = 256;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &low) == 0);
  const auto raised = raise_file_limit();
  const auto now = file_limit();
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(now.rlim_cur == before.rlim_max);
  CHECK(now.rlim_max == before.rlim_max);
  CHECK(raised == now.rlim_cur);
}

}  // namespace
}  // namespace zoom_mock
