#include "server/mock/near_miss.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "server/base/suggestion.h"
#include "server/mock/match.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostNamed = 3;
/// Of the line that names them: it shares a header with what else there is to say.
constexpr std::size_t kMostBytes = kMaxExplanation * 3 / 4;

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    segments.emplace_back(path.substr(0, path.find('/')));
    path.remove_prefix(segments.back().size());
  }
  return segments;
}

/// Whether a path differs from a pattern in one segment at most: misspelt, left out or too much.
bool is_near_path(std::string_view pattern, std::string_view path) {
  const auto wanted = segments_of(pattern);
  const auto got = segments_of(path);
  const auto same = [](const std::string& expected, const std::string& segment) {
    return expected == segment || expected.starts_with('{');
  };
  const auto front = std::ranges::mismatch(wanted, got, same);
  const auto left_wanted = std::vector(front.in1, wanted.end());
  const auto left_got = std::vector(front.in2, got.end());
  if (std::max(left_wanted.size(), left_got.size()) == 0) return true;
  const auto skip = std::min(left_wanted.size(), left_got.size());
  const bool is_replaced = left_wanted.size() == left_got.size();
  const auto rest = is_replaced ? skip - 1 : skip;
  if (std::max(left_wanted.size(), left_got.size()) - rest != 1) return false;
  const bool ends_alike =
      std::equal(left_wanted.end() - static_cast<std::ptrdiff_t>(rest), left_wanted.end(),
                 left_got.end() - static_cast<std::ptrdiff_t>(rest), same);
  return ends_alike && (!is_replaced || nearest(left_got.front(), {left_wanted.front()}));
}

/// Whether a stub is for the call's endpoint, or nearly so.
bool is_about(const When& when, const Call& call) {
  const auto* const operation = call.route.operation;
  if (when.operation) return operation != nullptr && operation->id == *when.operation;
  if (when.path) return is_near_path(*when.path, call.target.path);
  return when.method ? *when.method == call.request.method : operation != nullptr;
}

/// "the closest stubs are "a", but …; "b", but …"; as many as there is room for.
std::string closest_line(const std::vector<NearMiss>& misses) {
  std::string line;
  std::size_t named = 0;
  for (const auto& [stub, mismatches] : misses) {
    const auto entry = quote(stub->name) + ", but " + joined(mismatches, " and ");
    if (named > 0 && line.size() + entry.size() > kMostBytes) break;
    line += (named > 0 ? "; " : "") + entry;
    ++named;
  }
  return (named == 1 ? "the closest stub is " : "the closest stubs are ") + line;
}

}  // namespace

std::vector<NearMiss> near_misses(const std::vector<Stub>& stubs, const Call& call,
                                  std::size_t most) {
  if (most == 0) return {};
  std::vector<std::pair<std::size_t, const Stub*>> closest;  // the fewest mismatches first
  PatternWork work;
  for (const auto& stub : stubs) {
    if (!is_about(stub.when, call)) continue;
    const bool is_full = closest.size() == most;
    const auto enough = is_full ? closest.back().first : std::numeric_limits<std::size_t>::max();
    const auto count = count_mismatches(stub.when, call, work, enough);
    if (count == 0 || count >= enough) continue;
    if (is_full) closest.pop_back();
    const auto place =
        std::ranges::upper_bound(closest, count, {}, &std::pair<std::size_t, const Stub*>::first);
    closest.emplace(place, count, &stub);
  }
  std::vector<NearMiss> misses;
  for (const auto& [count, stub] : closest) misses.push_back({stub, mismatches(stub->when, call)});
  return misses;
}

std::string why_passed(const Stub& stub, const Session::Turn& turn) {
  using Kind = Session::Turn::Kind;
  if (turn.kind == Kind::kGone) return "it was taken away";
  if (turn.kind == Kind::kUsedUp && stub.times) {
    return "it has answered as often as its \"times\" says, " + std::to_string(*stub.times);
  }
  if (turn.kind == Kind::kUsedUp) {
    const auto count = stub.replies.size();
    return count == 1 ? "its reply is used up"
                      : "its " + std::to_string(count) + " replies are used up";
  }
  const auto& when = stub.when;
  const auto wanted = when.call                        ? to_string(*when.call)
                      : when.even_call.value_or(false) ? "the even ones"
                                                       : "the odd ones";
  return "this is its call " + std::to_string(turn.call) + ", and it answers " + wanted;
}

void explain_near_misses(const Call& call, Explanation& explanation) {
  const auto& stubs = stubs_in_force(call);
  std::string line;
  const auto named = std::min(call.stubs.passed.size(), kMostNamed);
  for (std::size_t i = 0; i < named; ++i) {
    const auto& [place, turn] = call.stubs.passed[i];
    line += (line.empty() ? "stub " : "; stub ") + quote(stubs[place].name) + " matches, but " +
            why_passed(stubs[place], turn);
  }
  const bool is_miss = explanation.outcome == Outcome::kUnmatched;
  if (is_miss) {
    const auto misses = near_misses(stubs, call, kMostNamed - named);
    if (!line.empty()) explanation.why = line + "; " + explanation.why;
    if (!misses.empty()) explanation.why += "; " + closest_line(misses);
    return;
  }
  // An operation has answered, and most stubs are none of its business.
  const auto misses = line.empty() ? near_misses(stubs, call, 1) : std::vector<NearMiss>();
  if (!misses.empty() && misses.front().mismatches.size() == 1) line = closest_line(misses);
  if (!line.empty()) explanation.notes.push_back(std::move(line));
}

}  // namespace zoom_mock
