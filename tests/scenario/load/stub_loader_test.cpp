#include "server/scenario/load/stub_loader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"

namespace zoom_mock {

namespace {

using Names = std::vector<std::string>;

constexpr auto kOpen = std::numeric_limits<std::uint64_t>::max();

const Matcher& named(const std::vector<std::pair<std::string, Matcher>>& matchers,
                     std::string_view name) {
  const auto found = std::ranges::find(matchers, name, [](const auto& pair) { return pair.first; });
  REQUIRE(found != matchers.end());
  return found->second;
}

std::string literals(const Matcher& matcher) {
  std::string result;
  for (const auto& literal : matcher.any_of) {
    result +=
        (result.empty() ? "" : " ") + (literal.is_string ? "'" + literal.text + "'" : literal.text);
  }
  return result;
}

bool is_range(const std::optional<Range>& range, std::uint64_t low, std::uint64_t high) {
  return range && range->low == low && range->high == high;
}

}  // namespace

// ---- when --------------------------------------------------------------------------------------

TEST_CASE("stub_loader: a stub names operations, methods, paths and tokens") {
  const auto scenario = everything();
  const auto& operation = stub(scenario, "by operation").when;
  CHECK(operation.operation == "meetingLiveStreamUpdate");
  CHECK(operation.tokens == Names{"short", "full"});
  const auto& path = stub(scenario, "by path").when;
  CHECK(path.method == "GET");
  CHECK(path.path == "/v2/users/{userId}/meetings");
  CHECK(path.tokens.empty());
  CHECK(good(R"({"tokens": {"a": "1"}, "stubs": [{"when": {"token": "a"}, "reply": 503}]})")
            .stubs[0]
            .when.tokens == Names{"a"});
}

TEST_CASE("stub_loader: a nameless stub is called by its number") {
  CHECK(everything().stubs[5].name == "everything#6");
}

TEST_CASE("stub_loader: literals of text are strings, digits included") {
  const auto scenario = everything();
  CHECK(literals(*stub(scenario, "by fields").when.meeting) == "'68423085' '111'");
  CHECK(literals(named(stub(scenario, "by path").when.query, "page_size")) == "'30'");
}

TEST_CASE("stub_loader: literals of JSON keep their type") {
  const auto when = stub(everything(), "by json").when;
  CHECK(literals(named(when.json, "/a~1b")) == "1 1.5 true null '1'");
  CHECK(literals(named(when.json, "/c")) == "false");
  CHECK(named(when.json, "").present == true);
  REQUIRE(when.content_type);
  CHECK(literals(*when.content_type) == "'application/json'");
}

TEST_CASE("stub_loader: every demand of a matcher is read") {
  const auto scenario = everything();
  const auto& fields = stub(scenario, "by fields").when.fields;
  const auto& url = named(fields, "stream_url");
  CHECK(url.starts_with == "rtmp");
  CHECK(url.ends_with == "/live");
  REQUIRE(url.negated);
  CHECK(url.negated->contains == " ");
  const auto& key = named(fields, "stream_key");
  CHECK(is_range(key.length, 1, 512));
  CHECK(is_range(key.count, 1, 1));
  const auto& page = named(fields, "page_url");
  REQUIRE(page.matches);
  CHECK(page.matches->matches("https://example.com"));
  CHECK_FALSE(page.matches->matches("ftp://example.com"));
  CHECK(named(fields, "resolution").present == false);
  REQUIRE(named(fields, "logo").filename);
  CHECK(named(fields, "logo").filename->ends_with == ".png");
  CHECK(literals(named(fields, "note")) == "'a'");
  CHECK(named(stub(scenario, "by path").when.headers, "User-Agent").contains == "curl");
}

TEST_CASE("stub_loader: calls are counted in ranges or taken in turn") {
  const auto scenario = everything();
  CHECK(is_range(stub(scenario, "by operation").when.call, 3, 3));
  CHECK(is_range(stub(scenario, "by path").when.call, 2, kOpen));
  CHECK(is_range(stub(scenario, "by json").when.call, 0, 5));
  CHECK(stub(scenario, "by fields").when.even_call == true);
  CHECK(stub(scenario, "everything#6").when.even_call == false);
  const auto bounded = good(R"({"stubs": [{"when": {"call": "2..4"}, "reply": 503}]})");
  CHECK(is_range(bounded.stubs[0].when.call, 2, 4));
}

// ---- reply -------------------------------------------------------------------------------------

TEST_CASE("stub_loader: a reply is a catalogue name, a status or an object") {
  const auto scenario = everything();
  CHECK(stub(scenario, "by operation").replies[0].use == "rate-limited");
  CHECK(stub(scenario, "by path").replies[0].status == 200);
  const auto& reply = stub(scenario, "by fields").replies[0];
  CHECK(reply.use == "validation-failed");
  CHECK(reply.status == 400);
  CHECK(reply.headers.find("x-test") == "{request_id}");
  CHECK_FALSE(reply.body);
}

TEST_CASE("stub_loader: a body is JSON, text or a file") {
  const auto scenario = everything();
  const auto& json = stub(scenario, "by json").replies[0];
  CHECK(*json.body == R"({"id":"{field.page_url}","at":["{now}","{meeting_id}"]})");
  CHECK(json.body_is_json);
  CHECK(json.content_type == "application/json");
  const auto& replies = stub(scenario, "in turn").replies;
  CHECK(*replies[0].body == "{user_id} of {account_id} with {header.User-Agent}");
  CHECK_FALSE(replies[0].body_is_json);
  CHECK(replies[0].content_type == "text/plain; charset=utf-8");
  CHECK(*replies[4].body == "{ \"id\": \"{user_id}\" }\n");
  CHECK(replies[4].body_is_json);
  CHECK(replies[4].content_type == "application/json");
}

TEST_CASE("stub_loader: delays are fixed, uniform or lognormal") {
  const auto scenario = everything();
  const auto& replies = stub(scenario, "in turn").replies;
  REQUIRE(replies[0].delay);
  CHECK(replies[0].delay->low == 50);
  CHECK(replies[0].delay->high == 50);
  REQUIRE(replies[1].delay);
  CHECK(replies[1].delay->low == 50);
  CHECK(replies[1].delay->high == 200.5);
  CHECK_FALSE(replies[1].delay->sigma);
  REQUIRE(replies[2].delay);
  CHECK(replies[2].delay->low == 100);
  CHECK(replies[2].delay->high == 2000);
  CHECK(replies[2].delay->sigma == 0.5);
  CHECK_FALSE(replies[3].delay);
}

TEST_CASE("stub_loader: a fault is its kind, or an object with its chances") {
  const auto scenario = everything();
  const auto& replies = stub(scenario, "in turn").replies;
  REQUIRE(replies[2].fault);
  CHECK(replies[2].fault->fault.kind == FaultKind::kHang);
  CHECK(replies[2].fault->probability == 1);
  CHECK_FALSE(replies[2].fault->times);
  REQUIRE(replies[3].fault);
  CHECK(replies[3].fault->fault.kind == FaultKind::kDribble);
  CHECK(replies[3].fault->fault.bytes_per_s == 100);
  CHECK(replies[3].fault->probability == 0.5);
  CHECK(replies[3].fault->times == 2);
}

TEST_CASE("stub_loader: every fault has its name") {
  struct Row {
    std::string name;
    FaultKind kind;
  };
  const std::vector<Row> rows = {
      {"reset", FaultKind::kReset},     {"close", FaultKind::kClose},
      {"hang", FaultKind::kHang},       {"truncate", FaultKind::kTruncate},
      {"garbage", FaultKind::kGarbage}, {"dribble", FaultKind::kDribble}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto scenario = good(R"({"stubs": [{"reply": {"fault": ")" + row.name + R"("}}]})");
    REQUIRE(scenario.stubs[0].replies[0].fault);
    CHECK(scenario.stubs[0].replies[0].fault->fault.kind == row.kind);
  }
}

TEST_CASE("stub_loader: after the last reply it stays, restarts or falls through") {
  const auto scenario = everything();
  CHECK(stub(scenario, "by path").after_last == AfterLast::kRepeat);
  CHECK(stub(scenario, "in turn").after_last == AfterLast::kFallThrough);
  CHECK(stub(scenario, "everything#6").after_last == AfterLast::kRestart);
  CHECK(stub(scenario, "in turn").replies.size() == 6);
}

TEST_CASE("stub_loader: a stub that lets some requests pass hides none behind it") {
  const std::vector<std::string> first = {
      R"({"when": {"call": 1}, "reply": 503})",
      R"({"when": {"call": "even"}, "reply": 503})",
      R"({"reply": [503], "after_last": "fall_through"})",
      R"({"reply": {"delay_ms": 5}})",
      R"({"reply": [503, {"fault": "reset"}]})",
      R"({"when": {"meeting": "2"}, "reply": 503})",
      R"({"when": {"meeting": "1", "fields": {"stream_key": "k"}}, "reply": 503})",
      R"({"when": {"method": "PATCH", "meeting": "1"}, "reply": 503})",
  };
  for (const auto& stub : first) {
    CAPTURE(stub);
    CHECK(load({{"mine",
                 R"({"stubs": [)" + stub + R"(, {"when": {"meeting": "1"}, "reply": 500}]})"}})
              .problems.empty());
  }
}

TEST_CASE("stub_loader: a stub below one that answers all of its requests is a warning") {
  struct Row {
    std::string earlier;
    std::string later;
  };
  const std::vector<Row> rows = {
      {R"({})", R"({})"},
      {R"({})", R"({"operation": "meetingLiveStreamUpdate"})"},
      {R"({})", R"({"call": 2})"},
      {R"({"meeting": "1"})", R"({"meeting": "1", "fields": {"stream_key": "k"}})"},
      {R"({"path": "/a"})", R"({"path": "/a", "method": "GET"})"},
      {R"({"path": "/oauth/token"})", R"({"operation": "oauthToken"})"},
      {R"({"headers": {"A": "1"}, "query": {"b": "2"}})",
       R"({"query": {"b": "2"}, "headers": {"A": "1", "C": "3"}})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.later);
    const auto loaded = load({{"mine", R"({"stubs": [{"name": "first", "when": )" + row.earlier +
                                           R"(, "reply": 503}, {"name": "second", "when": )" +
                                           row.later + R"(, "reply": 500}]})"}});
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].severity == Severity::kWarning);
    CHECK(loaded.problems[0].message == "stub \"second\" can never answer");
  }
}

TEST_CASE("stub_loader: an operation that no function answers is its method and path") {
  const auto scenario = good(R"({"stubs": [
    {"name": "all", "reply": 503}, {"name": "token", "when": {"operation": "oauthToken"}, "reply": 500}]})");
  const auto& when = stub(scenario, "token").when;
  CHECK_FALSE(when.operation);
  CHECK(when.method == "POST");
  CHECK(when.path == "/oauth/token");
}

TEST_CASE("stub_loader: our own stub may come before all that is inherited") {
  CHECK(load({{"base", R"({"stubs": [{"name": "theirs", "reply": 503}]})"},
              {"mine", R"({"extends": "base", "stubs": [{"name": "ours", "reply": 500}]})"}})
            .problems.empty());
}

}  // namespace zoom_mock
