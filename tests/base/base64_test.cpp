#include "server/base/base64.h"

#include <doctest/doctest.h>

#include <string>

using namespace zoom_mock;

TEST_CASE("base64: both alphabets, with padding and without") {
  CHECK(base64_decode("").empty());
  CHECK(base64_decode("YQ==") == "a");
  CHECK(base64_decode("YQ") == "a");
  CHECK(base64_decode("YWI6Yw==") == "ab:c");
  CHECK(base64_decode("+/8=") == "\xfb\xff");
  CHECK(base64_decode("-_8") == "\xfb\xff");
}

TEST_CASE("base64: what is none is nothing") {
  CHECK(base64_decode("Y Q").empty());
  CHECK(base64_decode("Y=Q=").empty());
  CHECK(base64_decode("\xff").empty());
}
