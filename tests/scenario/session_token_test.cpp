#include "server/scenario/session_token.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

TEST_CASE("session_token: a token names its scenario, session and alias") {
  struct Row {
    std::string_view token;
    std::string_view scenario;
    std::string_view session;
    std::string_view alias;
  };
  const std::vector<Row> rows = {
      {"", "", "", ""},
      {"throttled", "throttled", "", ""},
      {"throttled/test-17", "throttled", "test-17", ""},
      {"throttled~host", "throttled", "", "host"},
      {"throttled/test-17~host", "throttled", "test-17", "host"},
      // a session may hold slashes and tildes: only the first slash and the last tilde part
      {"throttled/a/b", "throttled", "a/b", ""},
      {"throttled/a~b~host", "throttled", "a~b", "host"},
      {"throttled/", "throttled", "", ""},
      {"throttled~", "throttled", "", ""},
      {"/test-17", "", "test-17", ""},
      {"~host", "", "", "host"},
      {"/~", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.token);
    const auto parsed = parse_session_token(row.token);
    CHECK(parsed.scenario == row.scenario);
    CHECK(parsed.session == row.session);
    CHECK(parsed.alias == row.alias);
  }
}

TEST_CASE("session_token: a token that is written is the token that was read") {
  for (const std::string token : {"throttled", "throttled/test-17", "throttled~host",
                                  "throttled/test-17~host", "throttled/a/b", "throttled/a~b~c"}) {
    CAPTURE(token);
    CHECK(to_string(parse_session_token(token)) == token);
  }
}

}  // namespace zoom_mock
