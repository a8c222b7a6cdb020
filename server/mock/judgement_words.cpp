#include "server/mock/judgement_words.h"

#include <limits>
#include <utility>
#include <variant>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

std::string calls_of(std::uint64_t count) { return counted(count, "call"); }

std::string count_words(const Range& count) {
  if (count.high == 0) return "no call";
  if (count.low == count.high) return "exactly " + calls_of(count.low);
  if (count.high == kNoLimit) return "at least " + calls_of(count.low);
  return std::to_string(count.low) + " to " + calls_of(count.high);
}

std::string gap_words(const Range& gap) {
  const auto low = std::to_string(gap.low) + " ms";
  const auto high = std::to_string(gap.high) + " ms";
  if (gap.high == kNoLimit) return "at least " + low;
  if (gap.low == 0) return "at most " + high;
  return low + " to " + high;
}

std::string words_of(const CallsAssertion& claim) {
  auto words = count_words(claim.count);
  if (claim.after) words += R"(, after the first that "after" selects)";
  if (claim.before) words += R"(, before the first that "before" selects)";
  if (claim.gap_ms) words += "; " + gap_words(*claim.gap_ms) + " from one to the next";
  if (claim.within_ms) words += "; all within " + std::to_string(*claim.within_ms) + " ms";
  if (claim.every) words += R"(; each of them as "every" says)";
  if (!claim.same.empty()) words += "; the same in " + listed(claim.same);
  if (!claim.different.empty()) words += "; no two alike in " + listed(claim.different);
  return words;
}

std::string words_of(const InOrderAssertion& claim) {
  return "a call for each of " + std::to_string(claim.steps.size()) + " steps, in their order";
}

std::string words_of(const OnlyAssertion& /*claim*/) {
  return R"(calls that "only" selects, and no others)";
}

}  // namespace

std::string expected_words(const Assertion& assertion) {
  return std::visit([](const auto& claim) { return words_of(claim); }, assertion.claim);
}

std::string call_name(std::size_t call, const Evidence& evidence) {
  return request_id(evidence.exchanges()[call].number);
}

std::string calls_words(const std::vector<std::size_t>& calls, const Evidence& evidence) {
  if (calls.empty()) return "no call";
  std::vector<std::string> names;
  names.reserve(calls.size());
  for (const auto call : calls) names.push_back(call_name(call, evidence));
  return calls_of(calls.size()) + ": " + listed(names);
}

std::string closest_words(const Selector& selector, const Evidence& evidence, Stretch among) {
  std::size_t closest = 0;
  std::vector<std::string> fewest;
  const auto distance = [&](std::size_t call, const std::vector<std::string>& reasons) {
    return std::pair(reasons.size(), evidence.is_elsewhere(selector, call));
  };
  for (auto call = among.first; call < among.end; ++call) {
    if (evidence.selects(selector, call) != Selected::kNo) continue;
    auto reasons = evidence.mismatches(selector, call);
    if (!fewest.empty() && distance(call, reasons) > distance(closest, fewest)) continue;
    closest = call;
    fewest = std::move(reasons);
  }
  if (fewest.empty()) return {};
  return "; the closest is " + call_name(closest, evidence) + ", but " + joined(fewest, " and ");
}

}  // namespace zoom_mock
