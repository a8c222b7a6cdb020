#include "server/mock/judgement.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "server/base/explanation.h"
#include "server/mock/judgement_words.h"

namespace zoom_mock {

namespace {

using Places = std::vector<std::size_t>;

/// What can be said, and why.
struct Finding {
  Verification verification = Verification::kMet;
  std::string got;
};

/// Adds to what was found; what is worse stays.
void add(Finding& found, Verification verification, const std::string& got) {
  if (found.verification == Verification::kViolated || verification == Verification::kMet) return;
  if (verification == found.verification) return;
  found.verification = verification;
  found.got += (found.got.empty() ? "" : "; ") + got;
}

/// The exchanges that a selector selects.
struct Picked {
  Places sure;
  std::uint64_t undecided = 0;
};

Picked pick(const Selector& selector, const Evidence& evidence) {
  Picked picked;
  for (std::size_t i = 0; i < evidence.exchanges().size(); ++i) {
    const auto selected = evidence.selects(selector, i);
    if (selected == Selected::kYes) picked.sure.push_back(i);
    if (selected == Selected::kUndecided) ++picked.undecided;
  }
  return picked;
}

std::int64_t ms_between(std::size_t earlier, std::size_t later, const Evidence& evidence) {
  const auto& all = evidence.exchanges();
  const auto passed = all[later].session_time - all[earlier].session_time;
  return std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
}

/// Holds one CallsAssertion against the evidence.
class CallsJudge {
 public:
  CallsJudge(const CallsAssertion& claim, const Evidence& evidence)
      : claim_(claim),
        evidence_(evidence),
        between_{0, evidence.exchanges().size()},
        unknown_(evidence.unseen()) {}

  Finding judge() {
    const auto picked = pick(claim_.calls, evidence_);
    unknown_ += picked.undecided;
    sure_ = picked.sure;
    keep_between_anchors();
    if (found_.verification != Verification::kMet) return found_;
    found_.got = calls_words(sure_, evidence_);
    judge_count();
    if (claim_.gap_ms) judge_gaps(*claim_.gap_ms);
    if (claim_.within_ms) judge_span(*claim_.within_ms);
    if (claim_.every) judge_every(*claim_.every);
    for (const auto& trait : claim_.same) judge_same(trait);
    for (const auto& trait : claim_.different) judge_different(trait);
    const bool needs_all = claim_.gap_ms || claim_.within_ms || claim_.every ||
                           !claim_.same.empty() || !claim_.different.empty();
    if (needs_all && !is_whole()) unclear();
    return found_;
  }

 private:
  bool is_whole() const { return unknown_ == 0; }
  void violated(const std::string& got) { add(found_, Verification::kViolated, got); }
  void unclear() { add(found_, Verification::kUnclear, "and perhaps others that cannot be seen"); }

  /// Leaves those calls that are surely after `after` and before `before`, and says how many more
  /// there could be.
  void keep_between_anchors() {
    const auto all = sure_.size();
    most_ = all;
    const auto first_after = anchor(claim_.after, "after", 0);
    const auto last_before =
        anchor(claim_.before, "before", first_after ? *first_after + 1 : std::size_t{0});
    if (claim_.after && first_after) between_.first = *first_after + 1;
    if (claim_.before && last_before) between_.end = *last_before;
    std::erase_if(sure_,
                  [&](std::size_t call) { return call < between_.first || call >= between_.end; });
    most_ = claim_.after && !is_whole() ? all + unknown_ : sure_.size() + unknown_;
    // An unseen anchor that came earlier leaves none of those.
    if (claim_.before && !is_whole()) sure_.clear();
  }

  std::optional<std::size_t> anchor(const std::optional<Selector>& selector, const char* key,
                                    std::size_t from) {
    if (!selector) return std::nullopt;
    const auto picked = pick(*selector, evidence_);
    unknown_ += picked.undecided;
    const auto first = std::ranges::lower_bound(picked.sure, from);
    if (first != picked.sure.end()) return *first;
    if (is_whole()) {
      violated("no call is what \"" + std::string(key) + "\" selects" +
               closest_words(*selector, evidence_, {from, evidence_.exchanges().size()}));
    } else {
      unclear();
    }
    return std::nullopt;
  }

  void judge_count() {
    const bool compares = claim_.gap_ms || !claim_.same.empty() || !claim_.different.empty();
    const auto low = compares ? std::max<std::uint64_t>(claim_.count.low, 2) : claim_.count.low;
    if (most_ < low) {
      const bool has_enough = most_ >= claim_.count.low;
      violated(has_enough ? "there is none to compare it with"
                          : "too few" + closest_words(claim_.calls, evidence_, between_));
    } else if (sure_.size() > claim_.count.high) {
      violated(claim_.is_never() ? "there must be none" : "too many");
    } else if (sure_.size() < low || most_ > claim_.count.high) {
      unclear();
    }
  }

  void judge_gaps(const Range& gap) {
    for (std::size_t i = 1; i < sure_.size(); ++i) {
      const auto passed = std::max<std::int64_t>(ms_between(sure_[i - 1], sure_[i], evidence_), 0);
      const auto ms = static_cast<std::uint64_t>(passed);
      // What is unseen between two calls makes a gap smaller, and never larger.
      const bool is_wrong = ms < gap.low || (ms > gap.high && is_whole());
      if (is_wrong) return violated(apart(sure_[i - 1], sure_[i], passed));
    }
  }

  void judge_span(std::uint64_t within) {
    if (sure_.size() < 2) return;
    const auto passed = ms_between(sure_.front(), sure_.back(), evidence_);
    if (passed > 0 && static_cast<std::uint64_t>(passed) > within) {
      violated(apart(sure_.front(), sure_.back(), passed));
    }
  }

  void judge_every(const Selector& every) {
    for (const auto call : sure_) {
      const auto selected = evidence_.selects(every, call);
      if (selected == Selected::kUndecided) ++unknown_;
      if (selected != Selected::kNo) continue;
      const auto reasons = evidence_.mismatches(every, call);
      return violated(call_name(call, evidence_) + " is not so: " + reasons.front());
    }
  }

  void judge_same(const std::string& trait) {
    const bool names_member = trait.find('.') != std::string::npos;
    const bool is_absent = std::ranges::all_of(
        sure_, [&](std::size_t call) { return evidence_.trait(trait, call).empty(); });
    if (names_member && is_absent && sure_.size() > 1) {
      return violated(trait + " is absent in all of them");
    }
    for (const auto call : sure_) {
      if (evidence_.trait(trait, call) == evidence_.trait(trait, sure_.front())) continue;
      return violated(call_name(sure_.front(), evidence_) + " and " + call_name(call, evidence_) +
                      " differ in " + trait);
    }
  }

  void judge_different(const std::string& trait) {
    std::map<std::string, std::size_t> seen;
    for (const auto call : sure_) {
      const auto [twin, is_new] = seen.emplace(evidence_.trait(trait, call), call);
      if (is_new) continue;
      return violated(call_name(twin->second, evidence_) + " and " + call_name(call, evidence_) +
                      " are alike in " + trait);
    }
  }

  std::string apart(std::size_t earlier, std::size_t later, std::int64_t ms) const {
    return call_name(later, evidence_) + " came " + std::to_string(ms) + " ms after " +
           call_name(earlier, evidence_);
  }

  const CallsAssertion& claim_;
  const Evidence& evidence_;
  Stretch between_;         ///< where the calls are looked for: after `after`, before `before`
  std::uint64_t unknown_;   ///< so many calls may be among those that are meant, or may not
  Places sure_;             ///< those that are
  std::uint64_t most_ = 0;  ///< how many there are at most
  Finding found_;
};

Finding judge_claim(const CallsAssertion& claim, const Evidence& evidence) {
  return CallsJudge(claim, evidence).judge();
}

Finding judge_claim(const InOrderAssertion& claim, const Evidence& evidence) {
  std::uint64_t unknown = evidence.unseen();
  std::uint64_t absent = 0;  // steps that nothing seen could be
  std::optional<std::size_t> missing;
  std::size_t from = 0;
  Places steps;
  for (std::size_t step = 0; step < claim.steps.size(); ++step) {
    const auto picked = pick(claim.steps[step], evidence);
    unknown += picked.undecided;
    if (picked.sure.empty()) ++absent;
    const auto next = std::ranges::lower_bound(picked.sure, from);
    if (!missing && next == picked.sure.end()) missing = step;
    if (missing) continue;
    steps.push_back(*next);
    from = *next + 1;
  }
  Finding found{Verification::kMet, calls_words(steps, evidence)};
  if (!missing) return found;
  const auto behind = steps.empty() ? "" : " after " + call_name(steps.back(), evidence);
  const auto verification =
      absent > unknown || unknown == 0 ? Verification::kViolated : Verification::kUnclear;
  add(found, verification,
      "step " + std::to_string(*missing + 1) + " did not come" + behind +
          closest_words(claim.steps[*missing], evidence, {from, evidence.exchanges().size()}));
  return found;
}

Finding judge_claim(const OnlyAssertion& claim, const Evidence& evidence) {
  std::uint64_t unknown = evidence.unseen();
  Places others;
  for (std::size_t call = 0; call < evidence.exchanges().size(); ++call) {
    auto best = Selected::kNo;
    for (const auto& kind : claim.kinds) {
      const auto selected = evidence.selects(kind, call);
      if (selected == Selected::kYes || best == Selected::kNo) best = selected;
      if (best == Selected::kYes) break;
    }
    if (best == Selected::kNo) others.push_back(call);
    if (best == Selected::kUndecided) ++unknown;
  }
  if (!others.empty())
    return {Verification::kViolated, "others too, " + calls_words(others, evidence)};
  if (unknown > 0) {
    return {Verification::kUnclear, "none that can be seen"};
  }
  if (evidence.exchanges().empty()) return {Verification::kViolated, "no call at all"};
  return {Verification::kMet, "no others"};
}

}  // namespace

Judgement judge(const Assertion& assertion, const Evidence& evidence) {
  auto found =
      std::visit([&](const auto& claim) { return judge_claim(claim, evidence); }, assertion.claim);
  return {assertion.title(), assertion.written, expected_words(assertion), std::move(found.got),
          found.verification};
}

Judgement judge_violations(const Violations& allowed, const Evidence& evidence) {
  Judgement judgement{.title = "no request departs from the contract",
                      .written = {},
                      .expected = "no violation, unless \"violations\" allows it",
                      .got = {}};
  const auto& calls = evidence.exchanges();
  for (std::size_t call = 0; call < calls.size(); ++call) {
    for (const auto each : calls[call].explanation.violations.without(allowed).list()) {
      judgement.verification = Verification::kViolated;
      judgement.got += (judgement.got.empty() ? "" : "; ") + call_name(call, evidence) + ": " +
                       std::string(violation_name(each));
    }
  }
  const auto unseen = evidence.unseen_violations().without(allowed).list();
  if (judgement.verification == Verification::kMet && !unseen.empty()) {
    judgement.verification = Verification::kUnclear;
    judgement.got = "one that was dropped had " + std::string(violation_name(unseen.front()));
  }
  return judgement;
}

}  // namespace zoom_mock
