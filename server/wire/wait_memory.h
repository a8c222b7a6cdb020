#pragma once

#include <array>
#include <cstddef>
#include <new>
#include <system_error>
#include <utility>

#include "server/wire/awaitable.h"

namespace zoom_mock {

/// Room for one wait of Asio at a time. What a coroutine waits for must not fail to start: Asio
/// starts it where an exception ends the process. Not thread-safe.
class WaitMemory {
 public:
  WaitMemory() = default;
  WaitMemory(const WaitMemory&) = delete;
  WaitMemory& operator=(const WaitMemory&) = delete;

  void* take(std::size_t bytes) {
    if (taken_ || bytes > room_.size()) return ::operator new(bytes);
    taken_ = true;
    return room_.data();
  }

  void give_back(void* memory) noexcept {
    if (memory == room_.data()) {
      taken_ = false;
    } else {
      ::operator delete(memory);
    }
  }

 private:
  alignas(std::max_align_t) std::array<std::byte, 256> room_;  // NOLINT: not to be written yet
  bool taken_ = false;
};

/// How Asio gets at it.
template <class T>
struct WaitAllocator {
  using value_type = T;  // NOLINT(readability-identifier-naming): the standard's

  explicit WaitAllocator(WaitMemory& from) : memory(&from) {}
  template <class Other>
  explicit(false) WaitAllocator(const WaitAllocator<Other>& other) : memory(other.memory) {}

  T* allocate(std::size_t count) { return static_cast<T*>(memory->take(count * sizeof(T))); }
  void deallocate(T* items, std::size_t /*count*/) noexcept { memory->give_back(items); }
  template <class Other>
  bool operator==(const WaitAllocator<Other>& other) const {
    return memory == other.memory;
  }

  WaitMemory* memory;
};

/// A handler whose wait lives there.
template <class Handler>
struct InMemory {
  // NOLINTBEGIN(readability-identifier-naming): Asio's
  using executor_type = asio::associated_executor_t<Handler, Executor>;
  using allocator_type = WaitAllocator<std::byte>;
  // NOLINTEND(readability-identifier-naming)

  executor_type get_executor() const noexcept {
    return asio::get_associated_executor(handler, fallback);
  }
  allocator_type get_allocator() const noexcept { return allocator_type(*memory); }
  void operator()(std::error_code error) { std::move(handler)(error); }

  WaitMemory* memory;
  Executor fallback;
  Handler handler;
};

/// Calls `handler` with an error_code when the socket is ready for that. Throws nothing.
template <class AnySocket, class Handler>
void wait_in(WaitMemory& memory, AnySocket& socket, Socket::wait_type what, Handler handler) {
  socket.async_wait(what, InMemory<Handler>{&memory, socket.get_executor(), std::move(handler)});
}

/// The same for a coroutine, which waits for it.
template <class AnySocket>
auto wait_in(WaitMemory& memory, AnySocket& socket, Socket::wait_type what,
             std::error_code& error) {
  const auto start = [&memory, &socket, what](auto handler) {
    wait_in(memory, socket, what, std::move(handler));
  };
  auto token = asio::redirect_error(kUseAwaitable, error);
  return asio::async_initiate<decltype(token), void(std::error_code)>(start, token);
}

}  // namespace zoom_mock
