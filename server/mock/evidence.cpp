#include "server/mock/evidence.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "server/base/explanation.h"
#include "server/mock/anywhere.h"
#include "server/mock/match.h"
#include "server/mock/traits.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

/// More than there will ever be.
constexpr std::uint64_t kAllUnseen = 1ULL << 48U;
/// What it takes to hold a selector against an exchange of no length.
constexpr std::size_t kLeastWork = 256;

Call call_of(const Exchange& exchange) {
  Call call{.request = exchange.request, .now = exchange.session_time};
  call.target = exchange.target();
  call.route = find_route(exchange.request.method, call.target.path);
  call.token.alias = exchange.token;
  call.form = read_form(exchange.request);
  return call;
}

template <typename T, typename U>
bool is_among(const std::vector<T>& list, const U& value) {
  return list.empty() || std::ranges::find(list, value) != list.end();
}

bool has_status(const Selector& selector, int status) {
  const auto contains = [&](const Range& range) {
    return range.contains(static_cast<std::uint64_t>(status));
  };
  return selector.statuses.empty() || std::ranges::any_of(selector.statuses, contains);
}

bool has_outcome(const Selector& selector, const Exchange& exchange) {
  return selector.outcomes.empty() ||
         std::ranges::any_of(selector.outcomes, [&](const std::string& wanted) {
           return exchange.explanation.has_outcome(wanted);
         });
}

bool has_violation(const Selector& selector, const Exchange& exchange) {
  const auto& violations = exchange.explanation.violations;
  return selector.violations.empty() ||
         std::ranges::any_of(selector.violations,
                             [&](Violation violation) { return violations.has(violation); });
}

/// Empty: it is as it should be.
std::string path_mismatch(const Selector& selector, const Call& call, PatternWork& work) {
  if (!selector.path) return {};
  const Value path{call.target.path, true, std::nullopt};
  std::string why;
  if (holds(*selector.path, {&path, 1}, work, Disclosure::kAll, &why)) return {};
  return "the path " + why;
}

/// Whether it is about what the client got, so that there must have been something.
bool asks_for_answer(const Selector& selector) {
  return !selector.statuses.empty() || !selector.codes.empty() || !selector.replies.empty();
}

bool has_code(const Selector& selector, const Exchange& exchange) {
  if (selector.codes.empty()) return true;
  const auto code = exchange.code();
  return code && is_among(selector.codes, *code);
}

}  // namespace

Evidence::Evidence(std::vector<Exchange> exchanges, std::uint64_t unseen,
                   Violations unseen_violations, std::size_t work, Secrets secrets)
    : exchanges_(std::move(exchanges)),
      unseen_(unseen),
      unseen_violations_(unseen_violations),
      work_left_(work),
      secrets_(secrets) {
  for (const auto& exchange : exchanges_) calls_.push_back(call_of(exchange));
}

/// False: there is nothing left to spend.
bool Evidence::spend(const Selector& selector, std::size_t exchange) const {
  const auto& one = exchanges_[exchange];
  const bool reads_body = !selector.anywhere.empty() || !selector.codes.empty();
  const auto bytes = reads_body ? 3 * (one.request.body.size() + one.body.size()) : 0;
  const auto work = std::min(work_left_, kLeastWork + bytes);
  work_left_ -= work;
  return work_left_ > 0;
}

/// Calls `failed` with the reason of each condition but those of path and `when` that does not
/// hold, for as long as it wants to hear more; false when it does not. A reason is only put into
/// words when it is called.
template <typename Failed>
bool Evidence::check(const Selector& selector, std::size_t exchange, Failed failed) const {
  const auto& one = exchanges_[exchange];
  const auto demand = [&](bool holds, auto reason) { return holds || failed(reason); };
  return demand(is_among(selector.operations, one.operation),
                [&] { return "it is not " + listed(selector.operations); }) &&
         demand(!asks_for_answer(selector) || one.is_answered(),
                [&] {
                  return "the client did not get the answer: " +
                         std::string(ending_name(*one.ending));
                }) &&
         demand(has_status(selector, one.status),
                [&] { return "the status is " + std::to_string(one.status); }) &&
         demand(is_among(selector.replies, one.reply),
                [&] {
                  return "the reply is " +
                         (one.reply.empty() ? "none of the catalogue" : one.reply);
                }) &&
         demand(has_outcome(selector, one),
                [&] { return "the outcome is " + one.explanation.outcome_text(); }) &&
         demand(has_violation(selector, one), [] { return "it has no such violation"; }) &&
         demand(has_code(selector, one), [] { return "the answer has no such code"; }) &&
         demand(selector.anywhere.empty() || is_anywhere(selector.anywhere, calls_[exchange]), [&] {
           const auto& text = selector.anywhere;
           return "it has " + (secrets_ == Secrets::kShown ? quote(text) : masked(text)) +
                  " nowhere";
         });
}

Selected Evidence::selects(const Selector& selector, std::size_t exchange) const {
  if (!spend(selector, exchange)) return Selected::kUndecided;
  const auto& call = calls_[exchange];
  if (!check(selector, exchange, [](const auto&) { return false; })) return Selected::kNo;
  PatternWork work;
  const bool matched =
      path_mismatch(selector, call, work).empty() && matches(selector.when, call, work);
  if (!matched && !work.is_undecided) return Selected::kNo;
  const auto found = matched ? Selected::kYes : Selected::kUndecided;
  if (selector.negated == nullptr) return found;
  switch (selects(*selector.negated, exchange)) {
    case Selected::kYes:
      return Selected::kNo;
    case Selected::kNo:
      return found;
    case Selected::kUndecided:
      break;
  }
  return Selected::kUndecided;
}

std::vector<std::string> Evidence::mismatches(const Selector& selector,
                                              std::size_t exchange) const {
  if (!spend(selector, exchange)) return {"there is too much to compare"};
  std::vector<std::string> reasons;
  check(selector, exchange, [&](const auto& reason) {
    reasons.emplace_back(reason());
    return true;
  });
  PatternWork work;
  if (auto path = path_mismatch(selector, calls_[exchange], work); !path.empty()) {
    reasons.push_back(std::move(path));
  }
  auto asked = zoom_mock::mismatches(selector.when, calls_[exchange], secrets_);
  std::ranges::move(asked, std::back_inserter(reasons));
  const auto& excluded = selector.negated;
  if (excluded != nullptr && selects(*excluded, exchange) == Selected::kYes) {
    reasons.emplace_back(R"(it is what "not" excludes)");
  }
  // What was decided a moment ago may be too much to decide again.
  if (reasons.empty()) reasons.emplace_back("there is too much to compare");
  return reasons;
}

bool Evidence::is_elsewhere(const Selector& selector, std::size_t exchange) const {
  const auto& call = calls_[exchange];
  const auto& pattern = selector.when.path;
  PatternWork work;
  return !is_among(selector.operations, exchanges_[exchange].operation) ||
         (pattern && !match_path(*pattern, call.target.path)) ||
         !path_mismatch(selector, call, work).empty();
}

std::string Evidence::trait(std::string_view name, std::size_t exchange) const {
  return name == "operation" ? exchanges_[exchange].operation : trait_of(name, calls_[exchange]);
}

Evidence gather_evidence(const Journal& journal, const std::optional<std::string>& session,
                         std::uint64_t begun, Secrets secrets) {
  if (!journal.is_on()) return Evidence({}, kAllUnseen);
  JournalQuery query;
  query.session = session;
  query.until = journal.progress(session).complete;
  auto extract = journal.read(query);
  const auto lost_at_first = extract.lost;
  std::vector<Exchange> exchanges;
  std::uint64_t missed = 0;
  for (;;) {
    // What was dropped meanwhile is the oldest: as a rule, what has been read already.
    // A journal that is cleared meanwhile forgets that any were.
    const auto dropped = extract.lost - std::min(lost_at_first, extract.lost);
    if (dropped > exchanges.size()) missed = std::max(missed, dropped - exchanges.size());
    std::ranges::move(extract.exchanges, std::back_inserter(exchanges));
    if (!extract.has_more) break;
    query.after = exchanges.back().number;
    extract = journal.read(query);
  }
  // What its client broke off before it was a request is no call.
  std::erase_if(exchanges, [](const Exchange& exchange) { return exchange.status == 0; });
  const auto unanswered = begun > query.until ? begun - query.until : 0;
  return Evidence(std::move(exchanges), lost_at_first + missed + unanswered,
                  extract.lost_violations, Evidence::kMostWork, secrets);
}

}  // namespace zoom_mock
