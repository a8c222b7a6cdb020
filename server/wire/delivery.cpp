// How a connection delivers an answer that does not simply go out: late, spoilt, slowly, last.

#include <algorithm>
#include <chrono>

#include "server/wire/connection.h"

namespace zoom_mock {

using std::error_code;
using namespace std::chrono_literals;

namespace {

/// What a client may send ahead during a delay before it is read no more.
constexpr std::size_t kAheadBytes = 64 * 1024;
constexpr std::size_t kLingerBytes = 64 * 1024;
constexpr auto kLinger = 200ms;
/// Longer than any test run.
constexpr auto kForEver = std::chrono::hours(24 * 365);
/// A dribble wakes once per byte, and no more often than this.
constexpr std::chrono::milliseconds kShortestPause = 5ms;

}  // namespace

/// Waits out a delay; false when the client leaves meanwhile.
Awaitable<bool> Connection::sleep(std::chrono::milliseconds delay) {
  set_deadline(delay);
  for (;;) {
    const bool reads = unread_.size() < kAheadBytes;
    const Wake wake = co_await wait(reads ? Socket::wait_read : Socket::wait_error);
    if (wake != Wake::kReady || !reads) co_return wake == Wake::kExpired;
    const auto bytes = read();
    if (!bytes) co_return false;
    kept_ += *bytes;
    unread_ = kept_;
  }
}

/// Delivers an answer as the fault will have it; false when the connection ends with it.
Awaitable<bool> Connection::perform(const Fault& fault, std::string_view answer) {
  if (!co_await flush()) co_return false;  // earlier answers are none of the fault's business
  if (fault.kind == FaultKind::kDribble) co_return co_await dribble(answer, fault.bytes_per_s);
  if (fault.kind == FaultKind::kReset) {
    error_code ignored;  // from here, closing sends RST
    socket_.set_option(Socket::linger(true, 0), ignored);
  } else if (fault.kind == FaultKind::kHang) {
    co_await hang();
  } else {
    outgoing_ = spoil(answer, fault.kind);
    if (co_await flush()) co_await linger();
  }
  co_return false;
}

/// Until the client leaves or the server stops, which does not wait for this. What the client sends
/// meanwhile is read and forgotten: behind it stands the FIN.
Awaitable<void> Connection::hang() {
  unread_ = {};
  set_deadline(kForEver);
  interruptible_ = true;
  while (!worker_.stopping) {
    const Wake wake = co_await wait(Socket::wait_read);
    if (wake != Wake::kReady || !read()) co_return;
  }
}

/// Every byte at its time; false when the client leaves meanwhile.
Awaitable<bool> Connection::dribble(std::string_view answer, std::uint64_t bytes_per_s) {
  const auto rate = static_cast<double>(bytes_per_s);
  const auto size = static_cast<double>(answer.size());
  const auto per_byte = std::chrono::duration<double>(1 / rate);
  const auto pause =
      std::max(kShortestPause, std::chrono::ceil<std::chrono::milliseconds>(per_byte));
  const auto begin = SteadyClock::now();
  for (std::size_t sent = 0;;) {
    const std::chrono::duration<double> elapsed = SteadyClock::now() - begin;
    const auto due = static_cast<std::size_t>(std::min(size, 1 + elapsed / per_byte));
    outgoing_ = answer.substr(sent, due - sent);
    if (!co_await flush()) co_return false;
    sent = due;
    if (sent == answer.size()) co_return true;
    const bool stayed = co_await sleep(pause);
    if (!stayed) co_return false;
  }
}

/// Closes our half and hears the client out for a moment: closing over unread bytes would reset the
/// connection, and the client might lose the answer (RFC 9112 9.6).
Awaitable<void> Connection::linger() {
  unread_ = {};
  co_await say_goodbye();
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  set_deadline(kLinger);
  interruptible_ = true;
  for (std::size_t heard = 0; heard < kLingerBytes && !worker_.stopping;) {
    const Wake wake = co_await wait(Socket::wait_read);
    if (wake != Wake::kReady) co_return;
    const auto bytes = read();
    if (!bytes) co_return;
    heard += bytes->size();
  }
}

}  // namespace zoom_mock
