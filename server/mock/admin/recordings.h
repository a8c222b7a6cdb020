#pragma once

#include <optional>

#include "server/mock/admin/endpoints.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/announcement.h"

namespace zoom_mock {

/// Gives an event about a recording what it tells: the latest of its meeting. What is about nothing
/// of the kind stays as it is. A refusal: nothing was recorded of the meeting.
std::optional<Response> add_recording(Announcement& what, const Session& session,
                                      const AdminRequest& request);

}  // namespace zoom_mock
