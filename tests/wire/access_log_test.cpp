#include "server/wire/access_log.h"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "server/http/fault.h"
#include "server/http/waiting.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

/// What the log makes of an exchange, with the time as "T".
template <class Tell>
std::string logged(const Tell& tell, spdlog::level::level_enum level = spdlog::level::info) {
  const CapturedLog log;
  const auto logger = log.taken_by({}).logger;
  logger->set_level(level);
  tell(access_log(logger));
  auto text = log.text();
  const auto end = text.find(" ms");
  if (end == std::string::npos) return text;
  const auto begin = text.rfind(' ', end - 1) + 1;
  if (text.find('.', begin) < end) text.replace(begin, end - begin, "T");
  return text;
}

const Request kRequest = {
    "PATCH", "/v2/meetings/1\x1b?key=secret", {{"X-Key", "secret"}}, "secret"};

Answer answer_of(Explanation explanation, std::optional<Fault> fault = std::nullopt) {
  Answer answer;
  answer.status = 300;
  answer.explanation = std::move(explanation);
  answer.delivery = {70ms, fault};
  return answer;
}

TEST_CASE("access_log: one line for each ending, without a secret") {
  const auto plain = answer_of({Outcome::kStub, "a stub"});
  const auto refused = answer_of({Outcome::kRefused, "", "too\nlong"});
  const auto spoilt = answer_of({Outcome::kStub, "a stub", "because"}, Fault{FaultKind::kHang});
  const auto exchanged = [](const Answer& answer) {
    return Exchanged{kRequest, answer, SteadyClock::now()};
  };
  CHECK(logged([&](const Observer& log) { log.delivered(exchanged(plain)); }) ==
        "PATCH /v2/meetings/1\\x1B?... 300 stub:a stub T ms\n");
  CHECK(logged([&](const Observer& log) { log.refused(refused, SteadyClock::now()); }) ==
        "- - 300 refused T ms: too\\x0Along\n");
  CHECK(logged([&](const Observer& log) { log.broken_off(exchanged(spoilt), BreakOff::kFault); }) ==
        "PATCH /v2/meetings/1\\x1B?... 300 stub:a stub fault:hang T ms: because\n");
  CHECK(logged([&](const Observer& log) {
          log.broken_off(exchanged(plain), BreakOff::kClientLeft);
        }) == "PATCH client left during a delay of 70 ms\n");
  CHECK(logged([&](const Observer& log) {
          log.broken_off(exchanged(plain), BreakOff::kStopped);
        }) == "PATCH unanswered: the server stopped during a delay of 70 ms\n");
  CHECK(logged([&](const Observer& log) {
          log.broken_off(exchanged(plain), BreakOff::kCut);
        }).empty());
}

TEST_CASE("access_log: says what kept an answer from a client that left") {
  auto held = answer_of({Outcome::kStub, "a stub"});
  held.delivery.hold = std::make_shared<Hold>(1s);
  auto waiting = answer_of({Outcome::kStub, "a stub"});
  waiting.waiting = std::make_shared<Waiting>();
  const auto left = [](const Answer& answer) {
    return logged([&](const Observer& log) {
      log.broken_off({kRequest, answer, SteadyClock::now()}, BreakOff::kClientLeft);
    });
  };
  CHECK(left(held) == "PATCH client left while its answer was held\n");
  CHECK(left(waiting) == "PATCH client left while its answer waited for what may come\n");
}

TEST_CASE("access_log: above info nothing is logged") {
  const auto answer = answer_of({Outcome::kStub, "a stub"});
  CHECK(logged(
            [&](const Observer& log) {
              log.delivered({kRequest, answer, SteadyClock::now()});
              log.broken_off({kRequest, answer, SteadyClock::now()}, BreakOff::kStopped);
              log.refused(answer, SteadyClock::now());
            },
            spdlog::level::warn)
            .empty());
}

}  // namespace
}  // namespace zoom_mock
