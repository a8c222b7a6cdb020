#include "server/base/number.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace zoom_mock;

TEST_CASE("number: decimal digits are a whole number, as far as 64 bits go") {
  CHECK(whole_number_in("0") == 0);
  CHECK(whole_number_in("007") == 7);
  CHECK(whole_number_in("18446744073709551615") == UINT64_MAX);
}

TEST_CASE("number: anything else is none") {
  for (const std::string text :
       {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "a", "18446744073709551616"}) {
    CAPTURE(text);
    CHECK_FALSE(whole_number_in(text));
  }
}
