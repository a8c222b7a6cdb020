#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/base/violation.h"
#include "server/mock/call.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

/// What is wrong with a field.
struct FieldDefect {
  Violation violation;
  std::string_view message;  ///< for the client
  std::string why;           ///< to follow the field's name
};

/// What is wrong with the call's field of that rule: it is required and absent, or is not as the
/// rule demands. Nothing: all is well. The call must be an operation's.
std::optional<FieldDefect> defect_of(const FieldRule& rule, const Call& call);

/// The name of an absent field of the operation that a field was probably to have; nothing when it
/// is near none.
std::optional<std::string> meant_by(const FormField& field, const Call& call);

}  // namespace zoom_mock
