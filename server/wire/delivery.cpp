#include "server/wire/delivery.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "server/wire/listening.h"

namespace zoom_mock {

using namespace std::chrono_literals;
using Wake = Stream::Wake;

namespace {

/// A client that has its last answer and sends nothing for so long has no more to say.
constexpr std::chrono::milliseconds kSilence = 5s;
/// Longer than any test run.
constexpr auto kForEver = std::chrono::hours(24 * 365);
/// A dribble wakes once per byte, and no more often than this.
constexpr std::chrono::milliseconds kShortestPause = 5ms;

/// False when the connection breaks meanwhile. What the client sends waits in the socket, and so
/// does its end of input: it may go on listening.
Awaitable<bool> sleep(Stream& stream, std::chrono::milliseconds time) {
  stream.set_deadline(time);
  const Wake wake = co_await stream.wait(Socket::wait_error);
  co_return wake == Wake::kExpired;
}

/// The same, until the hold is released.
Awaitable<bool> await_release(Stream& stream, Hold& hold) {
  const Listening listening(stream, hold.bell());
  stream.set_deadline(hold.most());
  Wake wake = Wake::kRung;
  while (wake == Wake::kRung && !hold.is_released()) {
    wake = co_await stream.wait_for_ring(Socket::wait_error);
  }
  co_return wake == Wake::kRung || wake == Wake::kExpired;
}

/// Until the client leaves or the server stops, which does not wait for this. What the client sends
/// meanwhile is read and forgotten. Its end of input ends this: nothing is written here that could
/// fail, so no other sign of leaving would come.
Awaitable<void> hang(Stream& stream) {
  stream.set_deadline(kForEver);
  while (!stream.is_stopping()) {
    stream.drop_all();
    const Wake wake = co_await stream.wait(Socket::wait_read, Stream::Stop::kInterrupts);
    if (wake != Wake::kReady || !stream.read()) co_return;
  }
}

/// Every byte at its time; false when the connection breaks meanwhile.
Awaitable<bool> dribble(Stream& stream, std::string_view answer, std::uint64_t bytes_per_s) {
  const auto rate = static_cast<double>(bytes_per_s);
  const auto size = static_cast<double>(answer.size());
  const auto per_byte = std::chrono::duration<double>(1 / rate);
  const auto pause =
      std::max(kShortestPause, std::chrono::ceil<std::chrono::milliseconds>(per_byte));
  const auto begin = SteadyClock::now();
  for (std::size_t sent = 0;;) {
    const std::chrono::duration<double> elapsed = SteadyClock::now() - begin;
    const auto due = static_cast<std::size_t>(std::min(size, 1 + elapsed / per_byte));
    stream.send(std::string(answer.substr(sent, due - sent)));
    bool stayed = co_await stream.flush();
    sent = due;
    if (stayed && sent == answer.size()) co_return true;
    if (stayed) stayed = co_await sleep(stream, pause);
    if (!stayed) co_return false;
  }
}

}  // namespace

bool is_late(const Delivery& delivery) { return delivery.delay > 0ms || delivery.hold != nullptr; }

Awaitable<bool> sit_out(Stream& stream, const Delivery& delivery) {
  bool stayed = co_await stream.flush();
  if (stayed && delivery.delay > 0ms) stayed = co_await sleep(stream, delivery.delay);
  if (stayed && delivery.hold) stayed = co_await await_release(stream, *delivery.hold);
  co_return stayed;
}

Awaitable<bool> perform(Stream& stream, const Fault& fault, std::string_view answer) {
  const bool is_there = co_await stream.flush();  // earlier answers are none of its business
  if (!is_there) co_return false;
  if (fault.kind == FaultKind::kDribble) {
    co_return co_await dribble(stream, answer, fault.bytes_per_s);
  }
  if (fault.kind == FaultKind::kReset) {
    stream.reset_at_close();
  } else if (fault.kind == FaultKind::kHang) {
    co_await hang(stream);
  } else {
    stream.send(spoil(answer, fault.kind));
    const bool sent = co_await stream.flush();
    if (sent) co_await linger(stream);
  }
  co_return false;
}

Awaitable<void> pour(Stream& stream, const Feed& feed) {
  const Listening listening(stream, *feed.bell);
  bool goes_on = co_await stream.flush();
  while (goes_on && !stream.is_stopping()) {
    stream.drop_all();
    if (auto news = feed.next(); !news.empty()) {
      stream.send(std::move(news));
      goes_on = co_await stream.flush();
      continue;
    }
    stream.set_deadline(kForEver);
    const Wake wake = co_await stream.wait_for_ring(Socket::wait_read);
    goes_on = wake == Wake::kRung || (wake == Wake::kReady && stream.read());
  }
  if (goes_on || stream.is_stopping()) co_await linger(stream);
}

Awaitable<void> linger(Stream& stream) {
  stream.drop_all();
  co_await stream.say_goodbye();
  stream.shut();
  const auto end = SteadyClock::now() + stream.patience();
  while (!stream.is_stopping()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - SteadyClock::now());
    stream.set_deadline(std::clamp<std::chrono::milliseconds>(left, 0ms, kSilence));
    const Wake wake = co_await stream.wait(Socket::wait_read, Stream::Stop::kInterrupts);
    if (wake != Wake::kReady || left <= 0ms || !stream.read()) co_return;
    stream.drop_all();
  }
}

}  // namespace zoom_mock
