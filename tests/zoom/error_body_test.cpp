#include "server/zoom/error_body.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace zoom_mock {

TEST_CASE("error_body: XML of one error is what was seen of Zoom, byte for byte") {
  const std::vector<FieldError> errors = {{"password", "Password is too long."}};
  CHECK(error_as_xml({300, "Validation Failed.", errors}) ==
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><result><code>300</code>)"
        R"(<message>Validation Failed.</message><errors><field>password</field>)"
        R"(<message>Password is too long.</message></errors></result>)");
  CHECK(error_as_xml({300, "Request Body should be a valid JSON object.", {}}).size() == 148);
}

TEST_CASE("error_body: the code is read out of JSON and out of XML") {
  const std::vector<FieldError> errors = {{"a", "<code>1</code>"}};
  const ErrorBody body{3001, "<code>2</code>", errors};
  CHECK(code_in(error_as_json(body), 100) == 3001);
  CHECK(code_in(error_as_xml(body), 100) == 3001);
}

TEST_CASE("error_body: what is neither, or has no number for a code, has no code") {
  const std::string declaration = R"(<?xml version="1.0"?>)";
  for (const std::string body :
       {"", "{}", "[3001]", R"({"code": "3001"})", R"({"code": 1.5})", "<html><code>1</code>"}) {
    CAPTURE(body);
    CHECK_FALSE(code_in(body, 100));
  }
  for (const std::string body :
       {"", "<a/>", "<code>", "<code></code>", "<code>x</code>", "<code>1<", "<code> 1</code>",
        "<code>99999999999999999999</code>", "<code>9999999999999999999</code>"}) {
    CAPTURE(body);
    CHECK_FALSE(code_in(declaration + body, 100));
  }
  CHECK_FALSE(code_in(R"({"a": [1, 2, 3], "code": 1})", 3));
}

}  // namespace zoom_mock
