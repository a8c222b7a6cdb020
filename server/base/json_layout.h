#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace zoom_mock {

/// A value as scenarios are written: on one line where it fits into 100 columns, else its members
/// one below the other. The first line begins at the column `indent`, and the lines below it are
/// indented by that much. Bytes that are no UTF-8 become U+FFFD.
std::string laid_out(const nlohmann::ordered_json& value, std::size_t indent);

}  // namespace zoom_mock
