#include "server/http/form_data.h"

#include <doctest/doctest.h>

#include "server/http/multipart.h"

using namespace zoom_mock;

TEST_CASE("form_data: the fields come in order, each between its delimiters") {
  CHECK(form_data({{"b", "1"}, {"a", "2\r\n"}}, "limit") ==
        "--limit\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n\r\n"
        "--limit--\r\n");
}

TEST_CASE("form_data: what would end the quotes of a name is escaped, as browsers do") {
  const auto body = form_data({{"a\"b\r\nc", "x"}}, "limit");
  CHECK(body.find("name=\"a%22b%0D%0Ac\"\r\n") != std::string::npos);
  const auto parts = parse_multipart("multipart/form-data; boundary=limit", body).parts;
  REQUIRE(parts.size() == 1);
  CHECK(parts.front().content == "x");
}

TEST_CASE("form_data: no field at all is the last delimiter alone") {
  CHECK(form_data({}, "limit") == "--limit--\r\n");
}
