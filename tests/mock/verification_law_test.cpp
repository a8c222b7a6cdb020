#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "server/mock/evidence.h"
#include "server/mock/judgement.h"
#include "server/scenario/load/verify_order_loader.h"
#include "server/zoom/operations.h"

namespace zoom_mock {
namespace {

Assertion assertion(const std::string& text) {
  std::vector<Problem> problems;
  const auto order = read_verify_order(text, {}, {}, problems);
  for (const auto& problem : problems) MESSAGE(render(problem));
  REQUIRE(order);
  return order->assertions.front();
}

using Log = std::vector<Exchange>;

/// A call with one of a few of everything that assertions look at.
Exchange random_call(std::mt19937& random, std::uint64_t number, Clock::TimePoint& now) {
  const auto draw = [&](unsigned below) { return static_cast<int>(random() % below); };
  Exchange exchange;
  exchange.number = number;
  now += std::chrono::milliseconds(draw(4) * 500);
  exchange.session_time = now;
  exchange.request = {draw(2) == 0 ? "GET" : "PATCH",
                      "/v2/meetings/" + std::to_string(1 + draw(2)) + "/livestream",
                      {{"Content-Type", "application/json"}},
                      R"({"stream_key":"k)" + std::to_string(draw(3)) + "\"}"};
  exchange.operation = operation_called(exchange.request.method, exchange.request.target);
  exchange.status = draw(3) == 0 ? 429 : 204;
  return exchange;
}

Log random_log(std::mt19937& random, std::size_t size) {
  Clock::TimePoint now{};
  Log log;
  for (std::size_t i = 0; i < size; ++i) log.push_back(random_call(random, i + 1, now));
  return log;
}

constexpr const char* kUpdate = R"({"operation":"meetingLiveStreamUpdate"})";

bool is_update(const Exchange& exchange) { return exchange.request.method == "PATCH"; }

/// Each kind of claim and demand, in terms of what random calls have.
std::vector<std::string> claims() {
  const std::string calls = std::string(R"({"calls":)") + kUpdate + ",";
  std::vector<std::string> claims;
  for (const auto* const demand :
       {R"("exactly":2)", R"("at_least":2)", R"("at_most":2)", R"("never":true)",
        R"("gap_ms":"1000..")", R"("gap_ms":"..1000")", R"("within_ms":2000)",
        R"("every":{"status":204})", R"("same":["fields"])", R"("different":"fields.stream_key")",
        R"("after":{"status":429},"at_least":1)", R"("after":{"status":429},"never":true)",
        R"("before":{"status":429},"at_least":1)", R"("before":{"status":429},"never":true)",
        R"("after":{"status":429},"before":{"meeting":"2"},"at_most":2)"}) {
    claims.push_back(calls + demand + "}");
  }
  claims.emplace_back(
      R"({"in_order":[{"status":429},{"meeting":"2"},{"fields":{"stream_key":"k1"}}]})");
  claims.emplace_back(R"({"only":[{"method":"PATCH"},{"status":204}]})");
  return claims;
}

}  // namespace

TEST_CASE("verification law: a count is what counting by hand says, over random logs") {
  std::mt19937 random(20261127);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  for (int round = 0; round < 100; ++round) {
    const auto log = random_log(random, random() % 7);
    const auto count = static_cast<std::uint64_t>(std::ranges::count_if(log, is_update));
    const Evidence evidence(log);
    for (std::uint64_t number = 1; number < 7; ++number) {
      CAPTURE(count);
      CAPTURE(number);
      const auto says = [&](const std::string& demand) {
        const auto text = std::string(R"({"calls":)") + kUpdate + ",\"" + demand +
                          "\":" + std::to_string(number) + "}";
        return judge(assertion(text), evidence).verification == Verification::kMet;
      };
      CHECK(says("exactly") == (count == number));
      CHECK(says("at_least") == (count >= number));
      CHECK(says("at_most") == (count >= 1 && count <= number));
    }
    const auto never = assertion(std::string(R"({"calls":)") + kUpdate + R"(,"never":true})");
    CHECK((judge(never, evidence).verification == Verification::kMet) == (count == 0));
  }
}

TEST_CASE("verification law: whatever is hidden, what is said of the rest is true of the whole") {
  std::mt19937 random(42);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  std::vector<Assertion> assertions;
  for (const auto& claim : claims()) assertions.push_back(assertion(claim));
  int told = 0;
  int untold = 0;
  for (int round = 0; round < 1000; ++round) {
    const auto log = random_log(random, random() % 8);
    Log seen;
    for (const auto& exchange : log) {
      if (random() % 4 != 0) seen.push_back(exchange);
    }
    const auto hidden = log.size() - seen.size();
    const Evidence whole(log);
    const Evidence part(seen, hidden);
    for (const auto& one : assertions) {
      const auto truth = judge(one, whole).verification;
      const auto said = judge(one, part).verification;
      CAPTURE(one.written);
      REQUIRE(truth != Verification::kUnclear);
      if (said == Verification::kUnclear) {
        CHECK(hidden > 0);
        ++untold;
        continue;
      }
      CHECK(said == truth);
      ++told;
    }
  }
  MESSAGE(told, " told, ", untold, " not told");
  CHECK(told > untold);
}

}  // namespace zoom_mock
