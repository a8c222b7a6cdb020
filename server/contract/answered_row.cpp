#include "server/contract/answered_row.h"

#include <algorithm>

namespace zoom_mock {

namespace {

bool is_success(const AnsweredRow& answered) { return answered.answer.status / 100 == 2; }

}  // namespace

std::vector<AnsweredRow> answered_rows(const Given& given, Profile profile,
                                       const ContractSend& send) {
  std::vector<AnsweredRow> rows;
  for (auto& row : contract_rows()) {
    // Even when its answer is known: later rows find live what earlier ones started.
    const auto answer = answer_to(row, given, send);
    const bool is_known = std::ranges::any_of(rows, [&](const AnsweredRow& other) {
      return other.row.operation == row.operation && other.row.reply == row.reply;
    });
    if (is_known || !departure_of(row, answer, profile).empty()) continue;
    rows.push_back({std::move(row), answer});
  }
  return rows;
}

std::vector<const AnsweredRow*> answered_rows_of(const std::vector<AnsweredRow>& rows,
                                                 std::string_view operation) {
  std::vector<const AnsweredRow*> found;
  for (const auto& answered : rows) {
    if (answered.row.operation == operation) found.push_back(&answered);
  }
  std::stable_partition(found.begin(), found.end(),
                        [](const AnsweredRow* row) { return is_success(*row); });
  return found;
}

}  // namespace zoom_mock
