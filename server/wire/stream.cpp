#include "server/wire/stream.h"

#include <new>
#include <utility>

#include "server/wire/tls/record.h"

namespace zoom_mock {

using std::error_code;

namespace {

bool would_block(error_code error) {
  return error == asio::error::would_block || error == asio::error::try_again;
}

}  // namespace

void StreamGroup::stop() {
  stopping = true;
  for (auto* stream : streams) stream->interrupt();
}

void StreamGroup::abort() {
  for (auto* stream : streams) stream->abort();
}

Stream::Stream(Socket socket, const TlsContext* tls, StreamGroup& group,
               std::chrono::milliseconds patience)
    : group_(group),
      patience_(patience),
      socket_(std::move(socket)),
      timer_(socket_.get_executor()) {
  if (tls != nullptr) tls_.emplace(*tls);
}

void Stream::open() {
  group_.streams.insert(this);
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true);
}

void Stream::close() {
  abort();
  group_.streams.erase(this);
}

/// Deadlines mostly move into the future: the timer rings once and looks, instead of being set anew
/// for every request.
void Stream::set_deadline(std::chrono::milliseconds from_now) {
  expired_ = false;
  deadline_ = SteadyClock::now() + from_now;
  if (deadline_ < armed_) arm(deadline_);
}

Awaitable<Stream::Wake> Stream::wait(Socket::wait_type what, Stop stop) {
  keep_unread();
  if (what == Socket::wait_read && tls_ && tls_->is_over()) co_return Wake::kReady;
  error_code error;
  interruptible_ = stop == Stop::kInterrupts;
  co_await wait_in(waiting_, socket_, what, error);
  interruptible_ = false;
  if (expired_) co_return Wake::kExpired;
  co_return error ? Wake::kGone : Wake::kReady;
}

Awaitable<Stream::Wake> Stream::wait_for_ring(Socket::wait_type what) {
  rung_ = false;
  if (expired_) co_return Wake::kExpired;
  if (is_stopping()) co_return Wake::kGone;
  hears_ = true;
  const Wake wake = co_await wait(what, Stop::kInterrupts);
  hears_ = false;
  co_return rung_ ? Wake::kRung : wake;
}

void Stream::ring() {
  rung_ = true;
  error_code ignored;
  if (hears_) socket_.cancel(ignored);
}

bool Stream::read() {
  keep_unread();
  auto& buffer = group_.buffer;
  const std::size_t room = buffer.size() - (tls_ ? TlsChannel::kHeldBytes : 0);
  error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(buffer, room), error);
  if (error && !would_block(error)) return false;
  std::optional<std::string_view> bytes = std::string_view(buffer.data(), count);
  if (tls_) bytes = tls_->open(*bytes, buffer);
  if (!bytes) return false;
  if (unread_.empty()) {
    unread_ = *bytes;
  } else {
    kept_ += *bytes;
    unread_ = kept_;
  }
  return true;
}

void Stream::keep_unread() {
  if (unread_.data() == kept_.data() && unread_.size() == kept_.size()) return;
  std::string(unread_).swap(kept_);
  unread_ = kept_;
}

void Stream::send(std::string bytes) {
  if (outgoing_.empty()) return outgoing_.swap(bytes);
  outgoing_ += bytes;
}

Awaitable<bool> Stream::flush() {
  if (tls_) outgoing_ = tls_->seal(outgoing_);
  std::string_view left = outgoing_;
  bool stalled = false;
  while (!left.empty()) {
    error_code error;
    left.remove_prefix(socket_.write_some(asio::buffer(left), error));
    if (!error) continue;
    if (!would_block(error)) co_return false;
    if (!std::exchange(stalled, true)) set_deadline(patience_);
    const Wake wake = co_await wait(Socket::wait_write);
    if (wake != Wake::kReady) co_return false;
  }
  std::string().swap(outgoing_);  // clear() would keep an idle connection's memory
  co_return true;
}

Awaitable<void> Stream::say_goodbye() {
  if (!tls_) co_return;
  tls_->end();
  co_await flush();
}

void Stream::shut() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::reset_at_close() {
  error_code ignored;
  socket_.set_option(Socket::linger(true, 0), ignored);
}

bool Stream::begins_tls() {
  char first = 0;
  error_code error;
  const auto count = socket_.receive(asio::buffer(&first, 1), Socket::message_peek, error);
  return error || is_tls({&first, count});  // an error is for the next read to find
}

void Stream::arm(SteadyClock::time_point at) {
  timer_.expires_at(at);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->on_timer();
  });
  armed_ = at;
}

void Stream::on_timer() {
  if (!socket_.is_open()) return;
  armed_ = SteadyClock::time_point::max();
  try {
    if (SteadyClock::now() < deadline_) return arm(deadline_);
  } catch (const std::bad_alloc&) {  // rather too early than never
  }
  expired_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Stream::interrupt() {
  error_code ignored;
  if (interruptible_) socket_.cancel(ignored);
}

void Stream::abort() {
  error_code ignored;
  socket_.close(ignored);
  timer_.cancel();
}

}  // namespace zoom_mock
