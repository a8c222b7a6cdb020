#pragma once

#include <asio.hpp>
#include <chrono>

namespace zoom_mock {

// A co_await is never in a condition: after it, g++ 12 may let two variables of the coroutine
// share their memory (check-layers.py looks). Its result goes into a variable first.

// The concrete executor instead of Asio's type-erased one: fewer indirect calls per operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
using WorkGuard = asio::executor_work_guard<Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kUseAwaitable;

}  // namespace zoom_mock
