#pragma once

#include <string>
#include <vector>

#include "server/contract/answered_row.h"

namespace zoom_mock {

/// A Postman collection (format 2.1) of the contract: a folder for each operation, a request with
/// its tests for each answer, and on the request that succeeds all answers as saved examples. What
/// a row needs is a variable, with the value that is given.
std::string exported_collection(const std::vector<AnsweredRow>& rows, const Given& given,
                                Profile profile);

}  // namespace zoom_mock
