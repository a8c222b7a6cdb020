#include "server/wire/connection.h"
#include "server/http/target.h"

#include <spdlog/logger.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace zoom_mock {

using std::error_code;
using namespace std::chrono_literals;

namespace {

/// Answers to pipelined requests are joined up to this size before they are written.
constexpr std::size_t kJoinedBytes = 64 * 1024;

bool would_block(error_code error) {
  return error == asio::error::would_block || error == asio::error::try_again;
}

std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

Connection::Connection(Worker& worker, Socket socket, const TlsContext* tls, Welcome welcome)
    : worker_(worker),
      welcome_(welcome),
      counter_(welcome == Welcome::kServed ? worker.headcount.served
                                           : worker.headcount.turned_away),
      socket_(std::move(socket)),
      timer_(worker.io),
      framer_(worker.options.limits) {
  if (tls != nullptr) tls_.emplace(*tls);
  ++counter_;  // last: only a constructed connection is destroyed
}

Awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  Worker& worker = self->worker_;
  if (worker.stopping) co_return;
  try {
    worker.add(*self);
    error_code ignored;
    self->socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    self->socket_.non_blocking(true);
    co_await self->serve();
  } catch (const std::exception& error) {
    worker.log.error("a connection ended by an error: {}", error.what());
  }
  self->abort();
  worker.remove(*self);
}

Awaitable<void> Connection::serve() {
  bool goes_on = true;
  if (tls_) goes_on = co_await handshake();
  if (goes_on && welcome_ == Welcome::kTurnedAway) {
    const FramingError full{503,
                            "the server holds as many connections as it takes (--max-connections)"};
    goes_on = co_await refuse(full);
  }
  while (goes_on) {
    unread_.remove_prefix(framer_.feed(unread_));
    if (framer_.state() == State::kComplete) {
      goes_on = co_await answer();
    } else if (framer_.state() == State::kFailed) {
      goes_on = co_await refuse(framer_.error());
    } else {
      goes_on = co_await receive();
    }
  }
}

/// More bytes of the request, or of the next one; false when there will be none.
Awaitable<bool> Connection::receive() {
  const State state = framer_.state();
  if (framer_.awaits_continue()) outgoing_ += "HTTP/1.1 100 Continue\r\n\r\n";
  if (!co_await flush()) co_return false;
  if (std::exchange(timed_, state) != state) set_deadline(limit_of(state));
  while (!worker_.stopping || state == State::kBody) {
    interruptible_ = state != State::kBody;
    const Wake wake = co_await wait(Socket::wait_read);
    interruptible_ = false;
    if (wake == Wake::kExpired && state != State::kIdle) {
      const auto late = lateness(state);
      co_return co_await refuse(late);
    }
    if (wake != Wake::kReady) break;
    const auto bytes = read();
    if (!bytes) break;
    if (!bytes->empty()) {
      unread_ = *bytes;
      co_return true;
    }
    const bool sent = co_await flush();  // TLS may have something to say all the same
    if (!sent) break;
  }
  if (tls_ && !expired_ && !worker_.stopping) note_silence();
  co_await say_goodbye();
  co_return false;
}

std::chrono::milliseconds Connection::limit_of(State state) const {
  const auto& options = worker_.options;
  if (state == State::kIdle) return options.idle_deadline;
  return state == State::kHead ? options.head_deadline : options.body_deadline;
}

FramingError Connection::lateness(State state) const {
  const std::string part = state == State::kHead ? "head" : "body";
  return {408,
          "the " + part + " did not end within " + std::to_string(limit_of(state).count()) + " ms"};
}

/// A client that likes the handshake and not the certificate leaves so.
void Connection::note_silence() const {
  const bool has_asked = began_ != SteadyClock::time_point{} || framer_.state() != State::kIdle;
  if (has_asked) return;
  worker_.log.info("TLS client left without a request: {}",
                   tls_->error().empty()
                       ? "it may have asked for a name that is not in the certificate"
                       : tls_->error());
}

/// TLS tells an end from a cut; without TLS there is nothing to say.
Awaitable<void> Connection::say_goodbye() {
  if (!tls_) co_return;
  tls_->end();
  co_await flush();
}

/// Answers the complete request; false when the connection ends with it.
Awaitable<bool> Connection::answer() {
  began_ = SteadyClock::now();
  timed_ = State::kComplete;
  FramedRequest framed = framer_.take();
  framed.keep_alive = framed.keep_alive && !worker_.stopping;
  const Answer answer = worker_.answerer.answer(framed);
  if (answer.delivery.delay > 0ms) {
    bool stayed = co_await flush();
    if (stayed) stayed = co_await sleep(answer.delivery.delay);
    if (!stayed) {
      worker_.log.info("{} {} during a delay of {} ms", framed.request.method,
                       worker_.stopping ? "unanswered: the server stopped" : "client left",
                       answer.delivery.delay.count());
      co_return false;
    }
  }
  log(framed.request.method, framed.request.target, answer);
  if (answer.delivery.fault) {
    const bool arrived = co_await perform(*answer.delivery.fault, answer.bytes);
    if (!arrived) co_return false;
  } else {
    outgoing_ += answer.bytes;
  }
  if (answer.keep_alive && outgoing_.size() < kJoinedBytes) co_return true;
  if (!co_await flush()) co_return false;
  if (answer.keep_alive) co_return true;
  co_await linger();
  co_return false;
}

/// Always false: the connection ends with it.
Awaitable<bool> Connection::refuse(const FramingError& error) {
  began_ = SteadyClock::now();
  const Answer answer = worker_.answerer.refuse(error);
  outgoing_ += answer.bytes;
  log("-", "-", answer);
  if (co_await flush()) co_await linger();
  co_return false;
}

/// Writes what is to go out; false when it can not be written. Suspends only when the client takes
/// less than it is sent.
Awaitable<bool> Connection::flush() {
  if (tls_) outgoing_ = tls_->seal(outgoing_);
  std::string_view left = outgoing_;
  bool stalled = false;
  while (!left.empty()) {
    error_code error;
    left.remove_prefix(socket_.write_some(asio::buffer(left), error));
    if (!error) continue;
    if (!would_block(error)) co_return false;
    if (!std::exchange(stalled, true)) set_deadline(worker_.options.idle_deadline);
    const Wake wake = co_await wait(Socket::wait_write);
    if (wake != Wake::kReady) co_return false;
  }
  std::string().swap(outgoing_);  // clear() would keep an idle connection's memory
  co_return true;
}

/// The only place where a connection is suspended.
Awaitable<Connection::Wake> Connection::wait(Socket::wait_type what) {
  keep_unread();
  if (what == Socket::wait_read && tls_ && tls_->is_over()) co_return Wake::kReady;
  error_code error;
  co_await socket_.async_wait(what, asio::redirect_error(kUseAwaitable, error));
  if (expired_) co_return Wake::kExpired;
  co_return error ? Wake::kGone : Wake::kReady;
}

/// What the client has sent, nothing at its end. Valid until this coroutine is suspended.
std::optional<std::string_view> Connection::read() {
  auto& buffer = worker_.buffer;
  const std::size_t room = buffer.size() - (tls_ ? TlsChannel::kHeldBytes : 0);
  error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(buffer, room), error);
  if (error && !would_block(error)) return std::nullopt;
  const std::string_view bytes(buffer.data(), count);
  return tls_ ? tls_->open(bytes, buffer) : bytes;
}

void Connection::keep_unread() {
  std::string(unread_).swap(kept_);
  unread_ = kept_;
}

/// Neither a query nor a header nor a body is ever logged: they may hold secrets.
void Connection::log(std::string_view method, std::string_view target, const Answer& answer) const {
  if (!worker_.log.should_log(spdlog::level::info)) return;
  const auto& explanation = answer.explanation;
  const auto [path, query] = split_target(target);
  const std::chrono::duration<double, std::milli> took = SteadyClock::now() - began_;
  const auto fault = answer.delivery.fault ? fault_name(answer.delivery.fault->kind) : "";
  worker_.log.info("{} {}{} {} {}{}{} {:.1f} ms{}{}", method, printable(path), query ? "?..." : "",
                   answer.status, explanation_line(explanation.outcome_text()),
                   answer.delivery.fault ? " fault:" : "", fault, took.count(),
                   explanation.why.empty() ? "" : ": ", explanation_line(explanation.why));
}

/// Deadlines mostly move into the future: the timer rings once and looks, instead of being set anew
/// for every request.
void Connection::set_deadline(std::chrono::milliseconds from_now) {
  expired_ = false;
  deadline_ = SteadyClock::now() + from_now;
  if (deadline_ < armed_) arm(deadline_);
}

void Connection::arm(SteadyClock::time_point at) {
  timer_.expires_at(at);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->on_timer();
  });
  armed_ = at;
}

void Connection::on_timer() {
  if (!socket_.is_open()) return;
  armed_ = SteadyClock::time_point::max();
  if (SteadyClock::now() < deadline_) return arm(deadline_);
  expired_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::stop() {
  error_code ignored;
  if (interruptible_) socket_.cancel(ignored);
}

void Connection::abort() {
  error_code ignored;
  socket_.close(ignored);
  timer_.cancel();
}

Worker::~Worker() {
  io.stop();
  if (thread.joinable()) thread.join();
}

void Worker::run() {
  for (;;) {
    try {
      io.run();
      return;
    } catch (const std::exception& error) {
      log.error("a thread of the transport goes on after an error: {}", error.what());
    }
  }
}

void Worker::stop() {
  stopping = true;
  work.reset();
  for (auto* connection : connections) connection->stop();
  if (connections.empty()) return;
  drain_timer.expires_after(options.drain);
  drain_timer.async_wait([this](error_code error) {
    if (error) return;
    for (auto* connection : connections) connection->abort();
  });
}

void Worker::remove(Connection& connection) {
  connections.erase(&connection);
  if (stopping && connections.empty()) drain_timer.cancel();
}

}  // namespace zoom_mock
