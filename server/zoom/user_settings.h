#pragma once

#include <span>

#include "server/zoom/field_rule.h"

namespace zoom_mock {

/// The settings that every user has here: a group, a dot, a setting, and its value as the fallback.
/// No operation changes them.
///
/// Source: documented, npm @zoom/rivet 0.4.0 for the names, and U23, whose example values are
/// taken. Assumed: the values that have no example there, and that the settings which are left out
/// are of no use to a client.
std::span<const FieldRule> user_settings_fields();

}  // namespace zoom_mock
