#pragma once

#include <vector>

#include "tests/contract/row.h"

/// The contract of every operation, as a table.
namespace contract {

/// All rows.
std::vector<Row> table();

}  // namespace contract
