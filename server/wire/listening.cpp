#include "server/wire/listening.h"

#include <atomic>
#include <cstddef>
#include <utility>

#include "server/wire/wait_memory.h"

namespace zoom_mock {

namespace {

/// What the thread that rings and that of the stream share.
struct Ear {
  std::shared_ptr<Stream> stream;
  std::atomic<bool> is_rung{false};  ///< and the stream does not know it yet
  WaitMemory memory;  ///< used by who has set `is_rung`, given back before it is reset
};

/// Rings the stream, on its thread. Has its room already: a ring must not be lost for want of it.
struct Ring {
  using allocator_type = WaitAllocator<std::byte>;  // NOLINT(readability-identifier-naming): Asio's

  allocator_type get_allocator() const noexcept { return allocator_type(ear->memory); }
  void operator()() const {
    ear->is_rung = false;  // first: what rings from here on may be news to who is woken
    ear->stream->ring();
  }

  std::shared_ptr<Ear> ear;
};

Bell::Listener ring(std::shared_ptr<Stream> stream) {
  auto ear = std::make_shared<Ear>();
  ear->stream = std::move(stream);
  return [ear = std::move(ear)] {
    if (!ear->is_rung.exchange(true)) asio::post(ear->stream->executor(), Ring{ear});
  };
}

}  // namespace

Listening::Listening(Stream& stream, Bell& bell)
    : bell_(bell), number_(bell.listen(ring(stream.shared_from_this()))) {}

}  // namespace zoom_mock
