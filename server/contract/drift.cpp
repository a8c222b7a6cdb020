#include "server/contract/drift.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "server/base/explanation.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using State = TranscriptEntry::State;
using Standing = DriftEntry::Standing;

std::string answer_text(const TranscriptEntry& entry) {
  return std::to_string(entry.status) +
         (entry.body.empty() ? ", no body" : " " + explanation_line(entry.body));
}

/// Rows by operation, reply and sentence; of rows that are alike, the first.
using RowIndex = std::map<std::tuple<std::string_view, std::string_view, std::string_view>,
                          const TranscriptEntry*>;

RowIndex index_of(const Transcript& transcript) {
  RowIndex index;
  for (const auto& entry : transcript.entries) {
    index.emplace(RowIndex::key_type(entry.operation, entry.reply, entry.sentence), &entry);
  }
  return index;
}

const TranscriptEntry* find_row(const RowIndex& index, const TranscriptEntry& like) {
  const auto found = index.find({like.operation, like.reply, like.sentence});
  return found == index.end() ? nullptr : found->second;
}

constexpr std::size_t kMostReasons = 20;

void add_once(std::vector<std::string>& texts, std::string text) {
  if (texts.size() == kMostReasons) return;
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
}

/// Looks at the rows of one answer, one after the other.
class Comparison {
 public:
  Comparison(std::string operation, std::string reply)
      : entry_{.operation = std::move(operation), .reply = std::move(reply)} {}

  bool is_about(const TranscriptEntry& row) const {
    return row.operation == entry_.operation && row.reply == entry_.reply;
  }

  void take(const TranscriptEntry& due, const TranscriptEntry* got) {
    has_rows_ = true;
    if (due.state != State::kAnswered) {
      add_once(whys_, "the measure has no answer");
    } else if (got == nullptr) {
      add_once(whys_, "the other transcript has no such row");
    } else if (got->state != State::kAnswered) {
      is_unreachable_ |= got->state == State::kUnreachable;
      add_once(whys_, explanation_line(got->why_not));
    } else if (due.status == got->status && due.body == got->body) {
      is_confirmed_ = true;
    } else {
      changes_.push_back(quote(due.sentence) + ": " + answer_text(due) + "\n        became " +
                         answer_text(*got));
    }
  }

  DriftEntry result() && {
    if (!has_rows_) whys_.emplace_back("the contract has no row for it");
    entry_.standing = !changes_.empty() ? Standing::kChanged
                      : is_confirmed_   ? Standing::kConfirmed
                      : is_unreachable_ ? Standing::kUnreachable
                                        : Standing::kNeverTried;
    if (entry_.standing == Standing::kChanged) entry_.details = std::move(changes_);
    if (entry_.standing == Standing::kUnreachable || entry_.standing == Standing::kNeverTried) {
      entry_.details = std::move(whys_);
    }
    return std::move(entry_);
  }

 private:
  DriftEntry entry_;
  std::vector<std::string> changes_;
  std::vector<std::string> whys_;
  bool has_rows_ = false;
  bool is_confirmed_ = false;
  bool is_unreachable_ = false;
};

std::string_view standing_word(Standing standing) {
  switch (standing) {
    case Standing::kConfirmed:
      return "confirmed";
    case Standing::kChanged:
      return "changed";
    case Standing::kUnreachable:
      return "unreachable";
    case Standing::kNeverTried:
      return "never tried";
  }
  return "never tried";
}

}  // namespace

std::vector<DriftEntry> compare_transcripts(const Transcript& measure, const Transcript& other) {
  std::vector<DriftEntry> entries;
  const auto rows = index_of(other);
  for (const auto& operation : operations()) {
    for (const auto& answer : answers_of(operation)) {
      Comparison comparison{std::string(operation.id), std::string(answer.name)};
      for (const auto& row : measure.entries) {
        if (comparison.is_about(row)) comparison.take(row, find_row(rows, row));
      }
      entries.push_back(std::move(comparison).result());
    }
  }
  return entries;
}

std::size_t count_of(const std::vector<DriftEntry>& entries, Standing standing) {
  return static_cast<std::size_t>(std::ranges::count(entries, standing, &DriftEntry::standing));
}

std::string drift_text(const std::vector<DriftEntry>& entries) {
  constexpr std::size_t kStandingWidth = 13;
  std::string text;
  std::string operation;
  for (const auto& entry : entries) {
    if (entry.operation != operation) text += entry.operation + "\n";
    operation = entry.operation;
    std::string word(standing_word(entry.standing));
    word.resize(kStandingWidth, ' ');
    text += "  " + word + entry.reply + "\n";
    for (const auto& detail : entry.details) text += "      " + detail + "\n";
  }
  const auto of = [&](Standing standing) { return std::to_string(count_of(entries, standing)); };
  return text + of(Standing::kConfirmed) + " of " + std::to_string(entries.size()) +
         " confirmed, " + of(Standing::kChanged) + " changed, " + of(Standing::kUnreachable) +
         " unreachable, " + of(Standing::kNeverTried) + " never tried\n";
}

}  // namespace zoom_mock
