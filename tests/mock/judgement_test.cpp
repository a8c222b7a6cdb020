#include "server/mock/judgement.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "server/scenario/load/verify_order_loader.h"
#include "server/zoom/operations.h"
#include "tests/golden.h"

namespace zoom_mock {
namespace {

Exchange call(std::uint64_t number, std::string method, std::string target, int status = 204) {
  Exchange exchange;
  exchange.number = number;
  exchange.operation = operation_called(method, target);
  exchange.request = {std::move(method), std::move(target), {}, {}};
  exchange.status = status;
  return exchange;
}

Judgement judged(const std::string& text, const Evidence& evidence) {
  std::vector<Problem> problems;
  const auto order = read_verify_order(text, {}, {}, problems);
  for (const auto& problem : problems) MESSAGE(render(problem));
  REQUIRE(order);
  return judge(order->assertions.front(), evidence);
}

Exchange with(Exchange exchange, Violation violation) {
  exchange.explanation.violations.add(violation);
  return exchange;
}

}  // namespace

TEST_CASE("judgement: a violation fails, unless it is allowed, also when its call was dropped") {
  const Evidence evidence({call(1, "GET", "/v2/users/me"),
                           with(call(2, "GET", "/v2/users/me"), Violation::kQueryUnknown)});
  const auto judgement = judge_violations({}, evidence);
  CHECK(judgement.verification == Verification::kViolated);
  CHECK(judgement.got == "req-2: query-unknown");
  const Violations allowed(Violation::kQueryUnknown);
  CHECK(judge_violations(allowed, evidence).verification == Verification::kMet);

  const Evidence dropped({}, 1, Violations(Violation::kFieldEmpty));
  CHECK(judge_violations({}, dropped).verification == Verification::kUnclear);
  CHECK(judge_violations({}, dropped).got == "one that was dropped had field-empty");
  CHECK(judge_violations({}, Evidence({}, 1)).verification == Verification::kMet);
}

TEST_CASE("judgement: what is before or after something that never came does not hold") {
  const Evidence evidence({call(1, "GET", "/a"), call(2, "GET", "/b")});
  for (const auto* const key : {"before", "after"}) {
    const auto text =
        R"({"calls":{"path":"/c"},"never":true,")" + std::string(key) + R"(":{"method":"PUT"}})";
    const auto judgement = judged(text, evidence);
    CHECK(judgement.verification == Verification::kViolated);
    CHECK(judgement.got ==
          "no call is what \"" + std::string(key) +
              R"(" selects; the closest is req-2, but the method is "GET", not PUT)");
  }
}

TEST_CASE(
    "judgement: the closest call has the fewest mismatches, is the last such, and in question") {
  const Evidence evidence({
      call(1, "GET", "/v2/users/me", 429),
      call(2, "PATCH", "/v2/meetings/5/livestream", 429),
      call(3, "PATCH", "/v2/meetings/5/livestream", 400),
      call(4, "GET", "/v2/users/me", 200),
      call(5, "PATCH", "/v2/meetings/7/livestream", 300),
      call(6, "POST", "/v2/users/me", 204),
  });
  std::string text;
  for (
      const auto* const assertion : {
          R"({"calls":{"operation":"meetingLiveStreamUpdate","meeting":"5","status":204},"at_least":1})",
          R"({"calls":{"operation":"meetingLiveStreamUpdate","status":204},"at_least":1,"after":{"status":200}})",
          R"({"calls":{"operation":"meetingLiveStreamUpdate","status":204},"at_least":1,"before":{"status":400}})",
          R"({"calls":{"operation":"meetingLiveStreamUpdate","status":204},"at_least":1,"after":{"status":204}})",
          R"({"calls":{"method":"PATCH"},"at_least":1,"after":{"status":200},"before":{"status":404}})",
          R"({"in_order":[{"status":200},{"operation":"meetingLiveStreamUpdate","status":204}]})",
          R"({"calls":{"status":204,"not":{"method":"POST"}},"at_least":1})",
          R"({"calls":{"status":[300,204],"not":{"meeting":"7"},"method":"DELETE"},"at_least":1})",
      }) {
    const auto judgement = judged(assertion, evidence);
    CHECK(judgement.verification == Verification::kViolated);
    text += judgement.written + "\n  " + judgement.got + "\n";
  }
  check_golden("verify/closest.txt", text);
}

TEST_CASE("judgement: one call alone is the same as, or different from, none") {
  const Evidence one({call(1, "GET", "/a")});
  for (const auto* const demand :
       {R"("same":"path")", R"("different":"path")", R"("gap_ms":"0..")"}) {
    const auto judgement = judged(std::string(R"({"calls":{},)") + demand + "}", one);
    CHECK(judgement.verification == Verification::kViolated);
    CHECK(judgement.got == "1 call: req-1; there is none to compare it with");
  }
}

TEST_CASE("judgement: what is too long for a regular expression is neither selected nor not") {
  const Evidence evidence({call(1, "GET", "/" + std::string(2'000'000, 'x'))});
  const std::string calls = R"({"calls":{"path":{"matches":"/(x|y)*(y|z){1,20}"}},)";
  CHECK(judged(calls + R"("never":true})", evidence).verification == Verification::kUnclear);
  CHECK(judged(calls + R"("at_least":1})", evidence).verification == Verification::kUnclear);
  CHECK(judged(calls + R"("at_least":2})", evidence).verification == Verification::kViolated);
}

TEST_CASE("judgement: an answer that the client did not get has no status") {
  auto lost = call(1, "GET", "/a", 204);
  lost.ending = Ending::kFault;
  auto written = call(2, "GET", "/a", 204);
  written.ending = Ending::kWritten;
  const Evidence evidence({lost, written, call(3, "GET", "/a", 204)});
  const auto judgement = judged(R"({"calls":{"status":204},"exactly":2})", evidence);
  CHECK(judgement.got == "2 calls: req-2, req-3");
  const auto every = judged(R"({"calls":{},"every":{"status":204}})", evidence);
  CHECK(every.got ==
        "3 calls: req-1, req-2, req-3; req-1 is not so: the client did not get the answer: fault");
}

TEST_CASE("judgement: what is absent in all calls is not the same in them") {
  const Evidence two({call(1, "GET", "/a"), call(2, "GET", "/a")});
  const auto named = judged(R"({"calls":{},"same":["headers.X-Key"]})", two);
  CHECK(named.verification == Verification::kViolated);
  CHECK(named.got == "2 calls: req-1, req-2; headers.X-Key is absent in all of them");
  CHECK(judged(R"({"calls":{},"same":["path","query"]})", two).verification == Verification::kMet);
}

TEST_CASE("judgement: what would take too long is not told") {
  auto large = call(1, "POST", "/a");
  large.request.body = std::string(1024, 'x');
  const Evidence evidence({large}, 0, {}, 4000);
  const std::string never = R"({"calls":{"anywhere":"y"},"never":true})";
  CHECK(judged(never, evidence).verification == Verification::kMet);
  CHECK(judged(never, evidence).verification == Verification::kUnclear);
}

TEST_CASE("judgement: a text is found however it is encoded") {
  auto escaped = call(4, "POST", "/x");
  escaped.request.headers.add("Content-Type", "application/json");
  escaped.request.body = R"({"a":{"b":["k1\u002dsecret"]}})";
  auto form = call(5, "POST", "/x");
  form.request.body = "key=k1%2Dsecret";
  const Evidence evidence({call(1, "GET", "/k1-secret"), call(2, "GET", "/x?q=k1%2dsecret"),
                           call(3, "GET", "/x"), escaped, form});
  const auto judgement = judged(R"({"calls":{"anywhere":"k1-secret"},"exactly":4})", evidence);
  CHECK(judgement.got == "4 calls: req-1, req-2, req-4, req-5");
}

}  // namespace zoom_mock
