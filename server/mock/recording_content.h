#pragma once

#include <string>

#include "server/scenario/recording.h"

namespace zoom_mock {

/// The bytes of a file: as many as it is said to have, the same in every run, and in form what they
/// are said to be. Nothing can be seen or heard in them.
std::string recording_content(const RecordingFile& file);

}  // namespace zoom_mock
