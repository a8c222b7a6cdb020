#include "server/base/explanation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace zoom_mock {

TEST_CASE("explanation: a quoted text is printable ASCII") {
  using namespace std::string_view_literals;
  CHECK(quote("") == "\"\"");
  CHECK(quote("a b~") == "\"a b~\"");
  CHECK(quote("a\r\nX: y") == "\"a\\x0D\\x0AX: y\"");
  CHECK(quote("\0\x1b\x7f"sv) == "\"\\x00\\x1B\\x7F\"");
  CHECK(quote("\xC3\xA4\xFF") == "\"\\xC3\\xA4\\xFF\"");
}

TEST_CASE("explanation: a quoted text is cut behind 80 bytes") {
  CHECK(quote(std::string(80, 'a')) == '"' + std::string(80, 'a') + '"');
  CHECK(quote(std::string(81, 'a')) == '"' + std::string(80, 'a') + "...\"");
}

TEST_CASE("explanation: a masked secret shows two characters at most and its length") {
  CHECK(masked("") == "..(0)");
  CHECK(masked("a") == "..(1)");
  CHECK(masked("abcde") == "..(5)");
  CHECK(masked("abcdef") == "ab..(6)");
  CHECK(masked("auteofficia") == "au..(11)");
  CHECK(masked("\r\nsecret") == "\\x0D\\x0A..(8)");
}

TEST_CASE("explanation: a list names sixteen and counts the rest") {
  CHECK(listed({}) == "nothing");
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b\n", ""}) == "a, b\\x0A, ");
  CHECK(listed(std::vector<std::string>(16, "a")) ==
        "a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a");
  CHECK(listed(std::vector<std::string>(18, "a")) ==
        "a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a and 2 more");
}

TEST_CASE("explanation: a line fits a header value whatever the text") {
  CHECK(explanation_line("").empty());
  CHECK(explanation_line(std::string(kMaxExplanation, 'a')) == std::string(kMaxExplanation, 'a'));
  const auto cut = explanation_line(std::string(kMaxExplanation + 1, 'a'));
  CHECK(cut.size() == kMaxExplanation);
  CHECK(cut.ends_with("a..."));
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  const auto line = explanation_line(every_byte + every_byte);
  CHECK(line.size() == kMaxExplanation);
  CHECK(std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }));
}

TEST_CASE("explanation: a template that nobody filled in is recognized") {
  for (const std::string value :
       {":meetingId", "{id}", "{{id}}", "<access_token>", "undefined", "null", "NaN",
        "[object Object]", "<>", "{}", "None", "nil", "%s", "%(id)s", "#{id}", "${id}"}) {
    CAPTURE(value);
    CHECK(is_unsubstituted(value));
  }
}

TEST_CASE("explanation: other values are no templates") {
  for (const std::string value :
       {"", ":", "<", "68423085", "a:b", "{id", "id}", "<token", "a<b>", "nullable", "Undefined",
        "nan", "default/test-1", "{\"token\":\"t\"}"}) {
    CAPTURE(value);
    CHECK_FALSE(is_unsubstituted(value));
  }
}

TEST_CASE("explanation: the name of a constant is recognized, and what only looks alike is not") {
  for (const std::string value : {"MEETING_ID", "A_", "STREAM_KEY_2"}) {
    CAPTURE(value);
    CHECK(is_constant_name(value));
  }
  for (const std::string value : {"", "_", "MEETING", "meeting_id", "2_A", "A_b", "MEETING_ID "}) {
    CAPTURE(value);
    CHECK_FALSE(is_constant_name(value));
  }
}

TEST_CASE("explanation: an outcome is named with what answered") {
  CHECK(Explanation{Outcome::kOperation, "meetingLiveStreamUpdate"}.outcome_text() ==
        "operation:meetingLiveStreamUpdate");
  CHECK(Explanation{Outcome::kStub, "throttled once"}.outcome_text() == "stub:throttled once");
  const std::vector<std::pair<Outcome, std::string>> alone = {
      {Outcome::kUnauthorized, "unauthorized"},
      {Outcome::kMethodNotAllowed, "method-not-allowed"},
      {Outcome::kUnmatched, "unmatched"},
      {Outcome::kRefused, "refused"},
      {Outcome::kAdmin, "admin"},
      {Outcome::kInternalError, "internal-error"},
  };
  for (const auto& [outcome, text] : alone) CHECK(Explanation{outcome}.outcome_text() == text);
}

}  // namespace zoom_mock
