#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoom_mock {

/// Names and values in the order in which they are sent.
using FieldList = std::vector<std::pair<std::string, std::string>>;

/// A body of multipart/form-data. A name is escaped as browsers do; values are bytes, and none may
/// hold the boundary.
std::string form_data(const FieldList& fields, std::string_view boundary);

}  // namespace zoom_mock
