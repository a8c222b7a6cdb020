#include "server/http/waiting.h"

#include <doctest/doctest.h>

namespace zoom_mock {

TEST_CASE("bell: rings for all who listen, and no more for those who have left") {
  Bell bell;
  int first = 0;
  int second = 0;
  bell.ring();  // for nobody
  const auto one = bell.listen([&] { ++first; });
  bell.listen([&] { ++second; });
  bell.ring();
  bell.leave(one);
  bell.ring();
  CHECK(first == 1);
  CHECK(second == 2);
}

}  // namespace zoom_mock
