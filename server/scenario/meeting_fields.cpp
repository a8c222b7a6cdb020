#include "server/scenario/meeting_fields.h"

#include "server/zoom/object_fields.h"

namespace zoom_mock {

std::span<const FieldRule> schedule_fields(MeetingKind kind) {
  return kind == MeetingKind::kWebinar ? webinar_fields() : meeting_fields();
}

}  // namespace zoom_mock
