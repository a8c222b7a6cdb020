#include "server/contract/drift.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/golden.h"

using namespace zoom_mock;

namespace {

using Entry = TranscriptEntry;
using State = TranscriptEntry::State;

Entry answered(std::string reply, std::string sentence, int status, std::string body = {}) {
  return {.operation = "user",
          .reply = std::move(reply),
          .sentence = std::move(sentence),
          .request = "GET /users/me",
          .status = status,
          .body = std::move(body)};
}

Entry without_answer(std::string reply, State state, std::string why) {
  auto entry = answered(std::move(reply), "a", 0);
  entry.state = state;
  entry.why_not = std::move(why);
  return entry;
}

Transcript of(std::vector<Entry> entries) {
  return {"somewhere", Profile::kDocumented, std::move(entries)};
}

DriftEntry stands(const std::string& reply, const Transcript& measure, const Transcript& other) {
  const auto entries = compare_transcripts(measure, other);
  return *std::ranges::find_if(entries, [&](const DriftEntry& entry) {
    return entry.operation == "user" && entry.reply == reply;
  });
}

}  // namespace

TEST_CASE("drift: an answer is confirmed when every row that has one in both has the same") {
  const auto measure = of({answered("found", "a", 200, "{}"), answered("found", "b", 200, "{}")});
  CHECK(stands("found", measure, measure).standing == DriftEntry::Standing::kConfirmed);
  const auto half = of({answered("found", "a", 200, "{}")});
  CHECK(stands("found", measure, half).standing == DriftEntry::Standing::kConfirmed);
}

TEST_CASE("drift: one row that differs is a change, however many are the same") {
  const auto measure = of({answered("found", "a", 200), answered("found", "b", 200, "{}")});
  const auto other = of({answered("found", "a", 200), answered("found", "b", 200, "[]")});
  const auto entry = stands("found", measure, other);
  CHECK(entry.standing == DriftEntry::Standing::kChanged);
  CHECK(entry.details == std::vector<std::string>{"\"b\": 200 {}\n        became 200 []"});
}

TEST_CASE("drift: what could not be sent is unreachable, what nobody sent was never tried") {
  const auto measure = of({answered("found", "a", 200)});
  const auto lacks = of({without_answer("found", State::kUnreachable, "needs {meeting}")});
  CHECK(stands("found", measure, lacks).standing == DriftEntry::Standing::kUnreachable);
  const auto withheld = of({without_answer("found", State::kWithheld, "it could change")});
  CHECK(stands("found", measure, withheld).standing == DriftEntry::Standing::kNeverTried);
  CHECK(stands("found", measure, of({})).standing == DriftEntry::Standing::kNeverTried);
  CHECK(stands("found", lacks, measure).standing == DriftEntry::Standing::kNeverTried);
}

TEST_CASE("drift: what a transcript holds cannot draw on a terminal") {
  const auto measure = of({answered("found", "a\x1b[31m", 200)});
  const auto other = of({answered("found", "a\x1b[31m", 200, "\"\x7f\xc2\x9b\"")});
  CHECK(stands("found", measure, other).details ==
        std::vector<std::string>{R"("a\x1B[31m": 200, no body)"
                                 "\n        "
                                 R"(became 200 "\x7F\xC2\x9B")"});
  const auto forged = of({without_answer("found", State::kUnreachable, "a\n  confirmed  b\x1b")});
  const auto due = of({answered("found", "a", 200)});
  CHECK(stands("found", due, forged).details.front().find_first_of("\n\x1b") == std::string::npos);
}

TEST_CASE("drift: nothing is confirmed by a transcript without rows") {
  const auto entries = compare_transcripts(of({}), of({}));
  CHECK(count_of(entries, DriftEntry::Standing::kNeverTried) == entries.size());
}

TEST_CASE("drift: the report says how each answer stands, and how many are confirmed") {
  const auto measure =
      of({answered("found", "whose", 200, R"({"id":"string"})"),
          answered("access-token-invalid", "a", 401, R"({"code":124})"),
          answered("rate-limited", "a", 429), answered("scope-missing", "a", 400)});
  const auto other =
      of({answered("found", "whose", 200, R"({"id":"string"})"),
          answered("access-token-invalid", "a", 401, R"({"code":125})"),
          without_answer("rate-limited", State::kUnreachable, "needs {throttled-token}"),
          without_answer("scope-missing", State::kWithheld, "it could change something")});
  auto entries = compare_transcripts(measure, other);
  std::erase_if(entries, [](const DriftEntry& entry) { return entry.operation != "user"; });
  check_golden("drift.txt", drift_text(entries));
}
