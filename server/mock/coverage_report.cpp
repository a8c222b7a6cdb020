#include "server/mock/coverage_report.h"

#include <algorithm>
#include <limits>

namespace zoom_mock {

namespace {

void add_counts(std::vector<Count>& sums, const std::vector<Count>& others) {
  for (const auto& other : others) {
    const auto same = std::ranges::find(sums, other.name, &Count::name);
    if (same == sums.end()) {
      sums.push_back(other);
    } else {
      add_to(same->times, other.times);
    }
  }
}

void add_answers(std::vector<AnswerCoverage>& sums, const std::vector<AnswerCoverage>& others) {
  for (const auto& other : others) {
    const auto same = std::ranges::find(sums, other.reply, &AnswerCoverage::reply);
    if (same == sums.end()) {
      sums.push_back(other);
      continue;
    }
    add_to(same->seen, other.seen);
    same->provenance = std::min(same->provenance, other.provenance);
  }
}

void add_operation(OperationCoverage& sum, const OperationCoverage& other) {
  add_to(sum.calls, other.calls);
  add_answers(sum.answers, other.answers);
  for (const auto& [status, times] : other.others) add_to(sum.others[status], times);
  add_to(sum.spoilt, other.spoilt);
  add_counts(sum.fields, other.fields);
  add_counts(sum.content_types, other.content_types);
  add_counts(sum.scopes, other.scopes);
  add_to(sum.unlimited, other.unlimited);
}

}  // namespace

int Share::percent() const { return whole == 0 ? 0 : static_cast<int>(part * 100 / whole); }

Share OperationCoverage::documented() const {
  Share share;
  for (const auto& answer : answers) {
    if (!answer.is_documented()) continue;
    ++share.whole;
    if (answer.seen > 0) ++share.part;
  }
  return share;
}

bool CoverageReport::is_empty() const {
  return std::ranges::all_of(operations, [](const auto& one) { return one.calls == 0; });
}

Share CoverageReport::documented() const {
  Share share;
  for (const auto& operation : operations) {
    if (operation.calls == 0) continue;
    const auto [part, whole] = operation.documented();
    share.part += part;
    share.whole += whole;
  }
  return share;
}

std::set<std::string> CoverageReport::least_scopes() const {
  std::set<std::string> least;
  for (const auto& operation : operations) {
    if (operation.calls > 0 && !operation.least_scope.empty()) least.insert(operation.least_scope);
  }
  return least;
}

std::set<std::string> CoverageReport::unneeded_scopes() const {
  auto unneeded = token_scopes;
  for (const auto& operation : operations) {
    if (operation.calls == 0) continue;
    for (const auto& scope : operation.scopes) unneeded.erase(scope.name);
  }
  return unneeded;
}

void CoverageReport::add(const CoverageReport& other) {
  for (const auto& operation : other.operations) {
    const auto same = std::ranges::find(operations, operation.id, &OperationCoverage::id);
    if (same == operations.end()) {
      operations.push_back(operation);
    } else {
      add_operation(*same, operation);
    }
  }
  token_scopes.insert(other.token_scopes.begin(), other.token_scopes.end());
}

void add_to(std::uint64_t& sum, std::uint64_t count) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  sum = sum >= kMost ? kMost : sum + std::min(count, kMost - sum);
}

}  // namespace zoom_mock
