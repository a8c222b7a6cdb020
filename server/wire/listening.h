#pragma once

#include <cstdint>

#include "server/http/waiting.h"
#include "server/wire/stream.h"

namespace zoom_mock {

/// Hears a bell for a stream while it lives: whatever thread rings it, the stream is rung on its
/// own. What rings before that has happened rings once. On the stream's thread; the bell must live
/// as long.
class Listening {
 public:
  Listening(Stream& stream, Bell& bell);
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() { bell_.leave(number_); }

 private:
  Bell& bell_;
  const std::uint64_t number_;
};

}  // namespace zoom_mock
