#pragma once

#include <vector>

#include "server/contract/answer_check.h"
#include "server/contract/row.h"
#include "server/contract/transcript.h"

namespace zoom_mock {

/// A row, and an answer to it that is as the catalogue says.
struct AnsweredRow {
  ContractRow row;
  ContractAnswer answer;
};

/// Sends all rows of the contract, which all have what they need, and keeps the first of each
/// answer of each operation. Rows whose answers depart from the catalogue are left out.
std::vector<AnsweredRow> answered_rows(const Given& given, Profile profile,
                                       const ContractSend& send);

/// Those of one operation, its success first.
std::vector<const AnsweredRow*> answered_rows_of(const std::vector<AnsweredRow>& rows,
                                                 std::string_view operation);

}  // namespace zoom_mock
