#include "server/mock/violation_tally.h"

namespace zoom_mock {

namespace {

std::string text_of(const Explanation& explanation) {
  auto text = explanation.why;
  for (const auto& note : explanation.notes) text += (text.empty() ? "" : "; ") + note;
  return explanation_line(text);
}

}  // namespace

void ViolationTally::note(std::uint64_t number, const std::string& session,
                          const Explanation& explanation) {
  if (explanation.violations.empty()) return;
  const std::scoped_lock lock(mutex_);
  for (const auto violation : explanation.violations.list()) {
    auto& entry = entries_.at(static_cast<std::size_t>(violation));
    if (!entry) entry = Entry{violation, 0, number, session, text_of(explanation)};
    ++entry->requests;
  }
}

std::vector<ViolationTally::Entry> ViolationTally::entries() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Entry> entries;
  for (const auto& entry : entries_) {
    if (entry) entries.push_back(*entry);
  }
  return entries;
}

}  // namespace zoom_mock
