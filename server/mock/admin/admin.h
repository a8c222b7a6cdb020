#pragma once

#include <string_view>

#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/admin/context.h"

namespace zoom_mock {

/// Whether a path belongs to the admin API.
bool is_admin(std::string_view path);

/// Answers a request to /__admin/…: JSON, never journaled, never delayed or faulted. Secrets are
/// masked.
Response answer_admin(const Request& request, const Target& target, const AdminContext& context);

}  // namespace zoom_mock
