#include "server/base/hex.h"

#include <doctest/doctest.h>

namespace zoom_mock {

TEST_CASE("hex: every byte has two digits, those beyond ASCII too") {
  CHECK(hex(std::string_view("\x00\x0a\xff", 3)) == "000aff");
  CHECK(upper_hex(std::string_view("\x00\x0a\xff", 3)) == "000AFF");
  CHECK(hex("").empty());
}

TEST_CASE("hex: a number has sixteen digits and is appended") {
  std::string text = "id_";
  append_hex(0xab, text);
  append_hex(~0ULL, text);
  CHECK(text == "id_00000000000000abffffffffffffffff");
}

}  // namespace zoom_mock
