#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/contract/sending.h"

/// The contract of every operation, as a table.
namespace contract {

struct Row {
  std::string operation;  ///< Zoom's operationId
  std::string sentence;
  Send send;
  int status;  ///< in the documented profile, as is `message`
  std::optional<std::int64_t> code = {};
  std::string message = {};  ///< empty: any
  std::vector<zoom_livestream::FieldError> errors = {};
  std::string needs = {};  ///< what only a prepared server has; empty: runs anywhere
};

std::vector<Row> table();

}  // namespace contract
