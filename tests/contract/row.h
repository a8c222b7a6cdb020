#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/contract/sending.h"

namespace contract {

/// One line of the contract of an operation.
struct Row {
  std::string operation;  ///< Zoom's operationId
  std::string sentence;
  Send send;
  int status;  ///< in the documented profile, as is `message`
  std::optional<std::int64_t> code = {};
  std::string message = {};  ///< empty: any
  std::vector<zoom_livestream::FieldError> errors = {};
  std::string needs = {};  ///< what only a prepared server has; empty: runs anywhere
  /// Status and message of the current profile, where they differ as no rule says.
  std::optional<std::pair<int, std::string>> current = {};
};

}  // namespace contract
