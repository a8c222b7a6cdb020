#include "server/zoom/email.h"

#include <doctest/doctest.h>

using namespace zoom_mock;

TEST_CASE("email: upper and lower case do not tell two addresses apart") {
  CHECK(is_same_email("Ada@Example.com", "ada@example.COM"));
  CHECK_FALSE(is_same_email("ada@example.com", "ada@example.co"));
}

TEST_CASE("email: one bare address is one, and nothing else") {
  for (const auto* const right :
       {"ada@example.com", "a+b.c@mail.example.org", "\u00e9@example.com"}) {
    CAPTURE(right);
    CHECK(is_email(right));
  }
  for (const auto* const wrong :
       {"", "ada", "@example.com", "ada@", "ada@example", "ada@.com", "ada@example.", "a@b@c.com",
        "Ada <ada@example.com>", "ada@example.com,joan@example.com", "ada@example.com\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_email(wrong));
  }
}
