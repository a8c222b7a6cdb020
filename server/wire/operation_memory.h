#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <system_error>
#include <utility>

#include "server/wire/awaitable.h"

namespace zoom_mock {

/// Room for one operation of Asio at a time. An operation that a coroutine waits for must not fail
/// to start: Asio starts it where an exception ends the process. Not thread-safe.
class OperationMemory {
 public:
  OperationMemory() = default;
  OperationMemory(const OperationMemory&) = delete;
  OperationMemory& operator=(const OperationMemory&) = delete;

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
struct OperationAllocator {
  using value_type = T;

  explicit OperationAllocator(OperationMemory& from) : memory(&from) {}
  template <class Other>
  explicit(false) OperationAllocator(const OperationAllocator<Other>& other)
      : memory(other.memory) {}

  T* allocate(std::size_t count) { return static_cast<T*>(memory->take(count * sizeof(T))); }
  void deallocate(T* items, std::size_t /*count*/) noexcept { memory->give_back(items); }
  template <class Other>
  bool operator==(const OperationAllocator<Other>& other) const {
    return memory == other.memory;
  }

  OperationMemory* memory;
};

/// A handler whose operation lives there.
template <class Handler>
struct InMemory {
  using executor_type = asio::associated_executor_t<Handler, Executor>;
  using allocator_type = OperationAllocator<std::byte>;

  executor_type get_executor() const noexcept {
    return asio::get_associated_executor(handler, fallback);
  }
  allocator_type get_allocator() const noexcept { return allocator_type(*memory); }
  void operator()(std::error_code error) { std::move(handler)(error); }

  OperationMemory* memory;
  Executor fallback;
  Handler handler;
};

/// Calls `handler` with an error_code when the socket is ready for that. Throws nothing.
template <class AnySocket, class Handler>
void wait_in(OperationMemory& memory, AnySocket& socket, Socket::wait_type what, Handler handler) {
  socket.async_wait(what, InMemory<Handler>{&memory, socket.get_executor(), std::move(handler)});
}

/// The same for a coroutine, which waits for it.
template <class AnySocket>
auto wait_in(OperationMemory& memory, AnySocket& socket, Socket::wait_type what,
             std::error_code& error) {
  const auto start = [&memory, &socket, what](auto handler) {
    wait_in(memory, socket, what, std::move(handler));
  };
  auto token = asio::redirect_error(kUseAwaitable, error);
  return asio::async_initiate<decltype(token), void(std::error_code)>(start, token);
}

}  // namespace zoom_mock
