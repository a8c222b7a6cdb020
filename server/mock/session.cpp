#include "server/mock/session.h"

#include <algorithm>
#include <utility>

namespace zoom_mock {

bool Session::advance(std::chrono::milliseconds by) {
  const std::scoped_lock lock(mutex_);
  const auto ahead = std::chrono::milliseconds(ahead_.load());
  if (by > kMostAhead - ahead) return false;
  ahead_ = (ahead + by).count();
  return true;
}

Spent Session::spend(const IssuedToken& token) {
  const std::scoped_lock lock(mutex_);
  const auto before = spent_.spend(token);
  weigh();
  return before;
}

Spent Session::spent(const IssuedToken& token) const {
  const std::scoped_lock lock(mutex_);
  return spent_.look_up(token);
}

std::string Session::next_issue() {
  const auto& issues = scenario_->oauth.issues;
  if (issues.empty()) return {};
  const std::scoped_lock lock(mutex_);
  const auto place = std::min(issued_, issues.size() - 1);
  issued_ = place + 1;
  return issues[place];
}

void Session::weigh() {
  auto bytes = own_bytes();
  if (run_time_stubs_ != nullptr) bytes += run_time_stubs_->weight;
  bytes += spent_.bytes();
  bytes_ = bytes;
}

std::shared_ptr<const RunTimeStubs> Session::run_time_stubs() const {
  if (!has_run_time_stubs_) return nullptr;
  const std::scoped_lock lock(mutex_);
  return run_time_stubs_;
}

bool Session::put_stubs(const std::shared_ptr<const RunTimeStubs>& before, Earlier earlier,
                        const Scenario& after, std::size_t added) {
  const std::scoped_lock lock(mutex_);
  if (run_time_stubs_ != before) return false;
  const auto numbers = numbers_of(earlier == Earlier::kStay ? before.get() : nullptr);
  RunTimeStubs next{after.stubs, {}, added, after.weight};
  for (std::size_t i = 0; i < next.stubs.size(); ++i) {
    const auto number = i < added ? next_number_++ : numbers.at(next.stubs[i].name);
    if (i >= added && number >= scenario_->stubs.size()) ++next.own;
    next.numbers.push_back(number);
  }
  has_run_time_stubs_ = next.own > 0;
  run_time_stubs_ = next.own > 0 ? std::make_shared<const RunTimeStubs>(std::move(next)) : nullptr;
  if (before != nullptr) forget_counts(*before);
  weigh();
  return true;
}

/// By name, of these or else of the scenario's.
std::map<std::string_view, std::size_t> Session::numbers_of(const RunTimeStubs* stubs) const {
  std::map<std::string_view, std::size_t> numbers;
  const auto& list = stubs == nullptr ? scenario_->stubs : stubs->stubs;
  for (std::size_t i = 0; i < list.size(); ++i) {
    numbers[list[i].name] = stubs == nullptr ? i : stubs->numbers[i];
  }
  return numbers;
}

void Session::forget_counts(const RunTimeStubs& gone) {
  for (std::size_t i = 0; i < gone.own; ++i) {
    const auto count = counts_.find(gone.numbers[i]);
    if (count == counts_.end() || find_stub(gone.numbers[i]) != nullptr) continue;
    const auto& name = gone.stubs[i].name;
    if (std::ranges::find(scenario_->expectations, name, &Expectation::subject) !=
        scenario_->expectations.end()) {
      answered_by_gone_[name] += count->second.answered;
    }
    counts_.erase(count);
  }
}

const Stub* Session::find_stub(std::size_t number) const {
  if (number < scenario_->stubs.size()) return &scenario_->stubs[number];
  if (run_time_stubs_ == nullptr) return nullptr;
  const auto& numbers = run_time_stubs_->numbers;
  const auto found = std::ranges::find(numbers, number);
  if (found == numbers.end()) return nullptr;
  return &run_time_stubs_->stubs[static_cast<std::size_t>(found - numbers.begin())];
}

void Session::count_operation(std::string_view operation) {
  const std::scoped_lock lock(mutex_);
  const auto known = operations_.find(operation);
  ++(known != operations_.end() ? known->second : operations_[std::string(operation)]);
}

std::vector<ExpectationResult> Session::expectations() const {
  const std::scoped_lock lock(mutex_);
  std::map<std::string_view, std::uint64_t> calls(operations_.begin(), operations_.end());
  for (const auto& [stub, answered] : answered_by_gone_) calls[stub] += answered;
  for (const auto& [number, count] : counts_) {
    if (const auto* const stub = find_stub(number)) calls[stub->name] += count.answered;
  }
  std::vector<ExpectationResult> results;
  for (const auto& expectation : scenario_->expectations) {
    results.push_back({expectation, calls[expectation.subject], beginning_});
  }
  return results;
}

Session::Turn Session::take_turn(std::size_t number, bool success_is_refused) {
  const std::scoped_lock lock(mutex_);
  const auto* const stub = find_stub(number);
  if (stub == nullptr) return {Turn::Kind::kGone};
  const auto& when = stub->when;
  const auto& replies = stub->replies;
  auto& count = counts_[number];
  const auto call = ++count.matched;
  using Kind = Turn::Kind;
  if (when.call && !when.call->contains(call)) return {Kind::kOtherCalls, call};
  if (when.even_call && *when.even_call != (call % 2 == 0)) return {Kind::kOtherCalls, call};
  if (stub->times && count.answered >= *stub->times) return {Kind::kUsedUp, call};

  auto reply = static_cast<std::size_t>(count.answered);
  if (reply >= replies.size()) {
    switch (stub->after_last) {
      case AfterLast::kRepeat:
        reply = replies.size() - 1;
        break;
      case AfterLast::kRestart:
        reply %= replies.size();
        break;
      case AfterLast::kFallThrough:
        return {Kind::kUsedUp, call};
    }
  }
  if (success_is_refused && is_success(replies[reply], scenario_->profile)) {
    return {Kind::kRefused, call, reply};
  }
  ++count.answered;
  return {Kind::kReply, call, reply};
}

bool Session::take_fault(std::size_t stub, std::uint64_t times) {
  const std::scoped_lock lock(mutex_);
  if (find_stub(stub) == nullptr) return false;
  auto& count = counts_[stub];
  if (count.faults >= times) return false;
  ++count.faults;
  return true;
}

}  // namespace zoom_mock
