// What matching and sessions cost. Run by `make bench-match`.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <string>

#include "server/mock/match.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

/// So many stubs that each ask for a token, a field and a meeting; only the last one is meant for
/// the request.
std::string scenario_with(std::int64_t stubs) {
  std::string text = R"({ "extends": "default", "stubs": [)";
  for (std::int64_t i = 1; i <= stubs; ++i) {
    text +=
        R"({ "name": "s)" + std::to_string(i) +
        R"(", "when": { "token": "host", "fields": { "stream_url": { "starts_with": "rtmp" } },)" +
        R"( "meeting": ")" + std::to_string(i) + R"(" }, "reply": 503 })" +
        (i == stubs ? "]}" : ",");
  }
  return text;
}

/// A request read, as the mock holds it against the stubs.
Call call_of(const Request& request, const Token& token) {
  Call call{.request = request, .target = split_target(request.target), .token = token};
  call.route = find_route(request.method, call.target.path);
  call.form = read_form(request);
  return call;
}

void first_hit(benchmark::State& state) {
  const auto set = scenario_set(scenario_with(state.range(0)));
  const auto& scenario = *set.scenarios.at(set.active);
  const auto request = update(std::to_string(state.range(0)));
  const auto call = call_of(request, scenario.tokens.front());
  for (auto _ : state) {
    std::size_t hit = 0;
    PatternWork work;
    while (!matches(scenario.stubs[hit].when, call, work)) ++hit;
    benchmark::DoNotOptimize(hit);
  }
  state.SetComplexityN(state.range(0));
}

void whole_request(benchmark::State& state) {
  const ManualClock clock;
  Mock mock({scenario_set(scenario_with(state.range(0)))}, clock);
  const auto request = update(std::to_string(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(mock.handle(request));
}

/// A first request in a session of its own, which opens it; `bytes` is what each one keeps.
void open_session(benchmark::State& state) {
  const ManualClock clock;
  Mock mock({scenario_set()}, clock);
  std::int64_t opened = 0;
  const auto before = mallinfo2().uordblks;
  for (auto _ : state) {
    benchmark::DoNotOptimize(mock.handle(update_as("default/test-" + std::to_string(++opened))));
    if (opened % 10'000 != 0) continue;
    const auto held = static_cast<double>(mallinfo2().uordblks - before);
    state.counters["bytes"] = held / static_cast<double>(mock.sessions().size());
  }
}

BENCHMARK(first_hit)->Arg(1)->Arg(100)->Arg(10'000)->Complexity(benchmark::oN);
BENCHMARK(whole_request)->Arg(1)->Arg(100)->Arg(10'000);
BENCHMARK(open_session)->Iterations(10'000);

}  // namespace

}  // namespace zoom_mock

BENCHMARK_MAIN();
