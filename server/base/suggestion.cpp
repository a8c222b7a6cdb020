#include "server/base/suggestion.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace zoom_mock {

namespace {

/// Nobody mistypes longer words than this, and the distance costs the product of their lengths.
constexpr std::size_t kMaxWord = 100;

constexpr std::size_t kMaxCandidates = 24;

/// Thousands of wrong names against thousands of right ones would take minutes; a person reads a
/// few.
constexpr std::size_t kMaxCompared = 500;

/// '-' and '_' count as the same letter, and so do capitals and small letters: stream-key and
/// streamKey are the usual slips for stream_key.
std::string folded(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Edits between two folded words: insert, delete, replace, swap of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto same = [&](std::size_t i, std::size_t j) { return a[i - 1] == b[j - 1]; };
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min(std::min(last[j], row[j - 1]) + 1, last[j - 1] + (same(i, j) ? 0 : 1));
      if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j)) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
  return distance(folded(a.substr(0, kMaxWord)), folded(b.substr(0, kMaxWord)));
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  if (word.size() > kMaxWord) return std::nullopt;
  const auto wanted = folded(word);
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const auto& candidate : candidates) {
    if (candidate.size() > kMaxWord) continue;
    const auto edits = distance(wanted, folded(candidate));
    const auto allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    if (edits > allowed || (best != nullptr && edits >= best_distance)) continue;
    best = &candidate;
    best_distance = edits;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string suggestion_hint(std::string_view word, const std::vector<std::string>& candidates) {
  if (candidates.size() > kMaxCompared) return {};
  if (const auto near = nearest(word, candidates)) return "did you mean \"" + *near + "\"?";
  std::vector<std::string> each;
  for (const auto& candidate : candidates) {
    if (std::ranges::find(each, candidate) == each.end()) each.push_back(candidate);
  }
  if (each.empty() || each.size() > kMaxCandidates) return {};
  std::string hint = each.size() == 1 ? "there is only " : "one of ";
  for (std::size_t i = 0; i < each.size(); ++i) hint += (i > 0 ? ", " : "") + each[i];
  return hint;
}

}  // namespace zoom_mock
