#pragma once

#include <cstddef>
#include <string>

#include "server/mock/webhooks/delivery.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// Something that a session's webhooks are told.
struct Announcement {
  std::string event;
  std::string meeting = {};      ///< its id; an event about none has none
  std::string operator_id = {};  ///< who did it; empty: the meeting's host, or the user
  Tampering tampering = {};
  std::size_t copies = 1;
  std::string occurrence = {};           ///< the one of a series that it is about; empty: the whole
  std::size_t participant = 0;           ///< whom it is about, by the place at which they joined
  std::string registrant = {};           ///< the id of who registered for the meeting
  std::string user = {};                 ///< the id of whom the event is about; empty: of no user
  std::string account{kDefaultAccount};  ///< of a user who is taken for granted
  /// What the payload says beside the facts, as JSON: of an update told_changes(), of
  /// "user.created" its creation_type.
  std::string changes = {};
  std::string recording = {};       ///< of "recording.*": recording_event_json(), as JSON
  std::string download_token = {};  ///< of "recording.*": beside the payload; empty: none
};

}  // namespace zoom_mock
