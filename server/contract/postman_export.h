#pragma once

#include <string>
#include <vector>

#include "server/contract/answered_row.h"

namespace zoom_mock {

/// A Postman collection (format 2.1) of the contract: a folder for each operation, a request with
/// its tests for each answer, and on the request that succeeds all answers as saved examples. What
/// a row needs is a variable, with its value of kContractScenario.
std::string postman_collection(const std::vector<AnsweredRow>& rows, const ContractRun& run);

}  // namespace zoom_mock
