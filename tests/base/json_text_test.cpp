#include "server/base/json_text.h"

#include <doctest/doctest.h>

namespace zoom_mock {

TEST_CASE("json_text: a string has quotes, and what they hold is escaped") {
  CHECK(json_string("") == R"("")");
  CHECK(json_string("a \"b\" \\ \n\x01") == R"("a \"b\" \\ \n\u0001")");
  CHECK(json_string("\xC3\xA4") == "\"\xC3\xA4\"");
}

TEST_CASE("json_text: bytes that are no UTF-8 are replaced") {
  CHECK(json_string("a\xFF") == "\"a\xEF\xBF\xBD\"");
}

}  // namespace zoom_mock
