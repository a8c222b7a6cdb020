#pragma once

#include <cstddef>
#include <string>

#include "server/mock/webhooks/delivery.h"

namespace zoom_mock {

/// Something that a session's webhooks are told.
struct Announcement {
  std::string event;
  std::string meeting = {};      ///< its id; an event about none has none
  std::string operator_id = {};  ///< who did it; empty: the meeting's host
  Tampering tampering = {};
  std::size_t copies = 1;
  std::string changes = {};  ///< of "meeting.updated": told_changes(), as JSON
};

}  // namespace zoom_mock
