#include "server/zoom/meeting_id.h"

#include <doctest/doctest.h>

#include <string>

namespace zoom_mock {

TEST_CASE("meeting_id: 1 to 19 digits that fit 63 bits are an id") {
  for (const std::string text : {"1", "9", "68423085", "98399082887", "0000000001",
                                 "9223372036854775807", "0223372036854775808"}) {
    CAPTURE(text);
    CHECK(is_meeting_id(text));
  }
}

TEST_CASE("meeting_id: everything else is none") {
  for (const std::string& text : {std::string(),
                                  std::string("0"),
                                  std::string("000"),
                                  std::string("0000000000000000000"),
                                  std::string("-5"),
                                  std::string("+5"),
                                  std::string(" 5"),
                                  std::string("5 "),
                                  std::string("5.0"),
                                  std::string("1e3"),
                                  std::string("0x1"),
                                  std::string("abc"),
                                  std::string(":meetingId"),
                                  std::string("684 230 85"),
                                  std::string("684-230-85"),
                                  std::string("9223372036854775808"),
                                  std::string("9999999999999999999"),
                                  std::string("00000000000000000001"),
                                  std::string("18446744073709551616"),
                                  std::string("1\0", 2),
                                  std::string("\xD9\xA1"),
                                  std::string(1'000'000, '1')}) {
    CAPTURE(text.substr(0, 40));
    CHECK_FALSE(is_meeting_id(text));
  }
}

TEST_CASE("meeting_id: zeros in front are not part of an id, and what is no id stays as it is") {
  CHECK(canonical_meeting_id("68423085") == "68423085");
  CHECK(canonical_meeting_id("0068423085") == "68423085");
  for (const std::string_view text : {"", "0", "000", "abc", "0x1", "00009223372036854775807"}) {
    CAPTURE(text);
    CHECK(canonical_meeting_id(text) == text);
  }
}

TEST_CASE("meeting_id: what somebody did who sent something else is told apart") {
  struct Row {
    std::string_view text;
    Violation violation;
  };
  for (const auto& row :
       {Row{":meetingId", Violation::kIdUnsubstituted},
        Row{"MEETING_ID", Violation::kIdUnsubstituted}, Row{"None", Violation::kIdUnsubstituted},
        Row{"684%20230", Violation::kPathDoubleEncoded}, Row{"684 230 85", Violation::kIdGrouped},
        Row{"684-230-85", Violation::kIdGrouped}, Row{"-68423085", Violation::kIdMalformed},
        Row{"68423085.0", Violation::kIdFloat}, Row{"6.8423085e+07", Violation::kIdFloat},
        Row{"7E7", Violation::kIdFloat}, Row{"7E", Violation::kIdMalformed},
        Row{".", Violation::kIdMalformed}, Row{"0", Violation::kIdMalformed},
        Row{" ", Violation::kIdMalformed}, Row{"%", Violation::kIdMalformed},
        Row{"abc", Violation::kIdMalformed}, Row{"9223372036854775808", Violation::kIdMalformed}}) {
    CAPTURE(row.text);
    CHECK(mistake_in_meeting_id(row.text).violation == row.violation);
  }
}

TEST_CASE("meeting_id: a UUID is 22 letters of base64 and two signs of equality") {
  CHECK(is_meeting_uuid("4444AAAiAAAAAiAiAiiAii=="));
  CHECK(is_meeting_uuid("/+//AAAiAAAAAiAiAiiAii=="));
  for (const auto* const other :
       {"", "68423085", "4444AAAiAAAAAiAiAiiAii", "4444AAAiAAAAAiAiAiiAii=",
        "4444AAAiAAAAAiAiAiiAiiA=", "4444AAAiAAAA-iAiAiiAii==", "4444AAAiAAAAAiAiAiiAiii=="}) {
    CAPTURE(other);
    CHECK_FALSE(is_meeting_uuid(other));
  }
}

TEST_CASE("meeting_id: a slash in front, or two in a row, must be encoded twice") {
  CHECK(must_be_encoded_twice("/444AAAiAAAAAiAiAiiAii=="));
  CHECK(must_be_encoded_twice("4444AAA//AAAAiAiAiiAii=="));
  CHECK_FALSE(must_be_encoded_twice("4444AAA/A/AAAiAiAiiAii=="));
}

TEST_CASE("meeting_id: what is no UUID either is told apart like other ids") {
  CHECK(mistake_in_meeting_id_or_uuid("{meetingId}").violation == Violation::kIdUnsubstituted);
  CHECK(mistake_in_meeting_id_or_uuid("684-230-85").violation == Violation::kIdGrouped);
  CHECK(mistake_in_meeting_id_or_uuid("4444%2F").violation == Violation::kIdMalformed);
}

}  // namespace zoom_mock
