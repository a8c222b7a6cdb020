#include "server/wire/connection.h"

#include <spdlog/logger.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "server/wire/delivery.h"
#include "server/wire/handshake.h"
#include "server/wire/listening.h"
#include "server/wire/proxy.h"

namespace zoom_mock {

using namespace std::chrono_literals;
using Wake = Stream::Wake;

namespace {

/// Answers to pipelined requests are joined up to this size before they are written.
constexpr std::size_t kJoinedBytes = 64 * 1024;
/// With a client that is only told that the server is full.
constexpr std::chrono::milliseconds kShortPatience = 3s;

constexpr auto patience_with(bool is_served, std::chrono::milliseconds usual) {
  return is_served ? usual : std::min(usual, kShortPatience);
}

}  // namespace

Connection::Connection(Worker& worker, Socket socket, const TlsContext* tls, Welcome welcome)
    : worker_(worker),
      welcome_(welcome),
      counter_(welcome == Welcome::kServed ? worker.totals.served : worker.totals.turned_away),
      stream_(std::make_shared<Stream>(
          std::move(socket), tls, worker.group,
          patience_with(welcome == Welcome::kServed, worker.options.idle_deadline))),
      framer_(worker.options.limits),
      holding_(worker.totals.memory) {
  ++counter_;  // last: only a constructed connection is destroyed
}

Awaitable<void> Connection::run(std::unique_ptr<Connection> self) {
  Worker& worker = self->worker_;
  if (worker.group.stopping) co_return;
  try {
    self->stream_->open();
    co_await self->serve();
  } catch (const std::exception& error) {
    worker.log.error("a connection ended by an error: {}", error.what());
  }
  self->stream_->close();
  worker.notice_close();
}

template <class... Arguments, class... What>
void Connection::tell(std::function<void(Arguments...)> Observer::*event,
                      const What&... what) const {
  for (const auto& observer : worker_.observers) {
    if (observer.*event) (observer.*event)(what...);
  }
}

Awaitable<void> Connection::serve() {
  bool goes_on = co_await begin();
  while (goes_on) {
    stream_->drop(framer_.feed(stream_->unread()));
    if (!holding_.resize(framer_.held() + stream_->held()))
      framer_.fail(lack_of_memory(framer_.held()));
    if (framer_.state() == State::kComplete) {
      goes_on = co_await answer();
    } else if (framer_.state() == State::kFailed) {
      const auto error = no_request();
      goes_on = co_await refuse(error);
    } else {
      goes_on = co_await receive();
    }
  }
}

/// False when the client will not be heard.
Awaitable<bool> Connection::begin() {
  const bool is_served = welcome_ == Welcome::kServed;
  const auto shaken = co_await handshake(
      *stream_, patience_with(is_served, worker_.options.head_deadline), worker_.log);
  if (shaken == Handshake::kFailed) co_return false;
  if (shaken == Handshake::kNotTls) {
    const FramingError plain{400,
                             std::string(is_tunnel_ ? "behind CONNECT this connection speaks TLS"
                                                    : "this port speaks TLS (https://)") +
                                 ", and the client began no TLS handshake",
                             Violation::kPlainOnTlsPort};
    co_return co_await refuse(plain);
  }
  if (is_served) co_return true;
  const FramingError full{503,
                          "the server has as many connections as it accepts (--max-connections)"};
  co_return co_await refuse(full);
}

/// More bytes of the request, or of the next one; false when there will be none.
Awaitable<bool> Connection::receive() {
  Stream& stream = *stream_;
  const State state = framer_.state();
  const auto stop = state == State::kBody ? Stream::Stop::kWaits : Stream::Stop::kInterrupts;
  if (framer_.awaits_continue()) stream.send("HTTP/1.1 100 Continue\r\n\r\n");
  const bool flushed = co_await stream.flush();
  if (!flushed) co_return false;
  if (std::exchange(timed_, state) != state) stream.set_deadline(limit_of(state));
  while (!stream.is_stopping() || state == State::kBody) {
    const Wake wake = co_await stream.wait(Socket::wait_read, stop);
    if (wake == Wake::kExpired && state != State::kIdle) {
      const auto late = lateness(state);
      co_return co_await refuse(late);
    }
    if (wake != Wake::kReady || !stream.read()) break;
    if (!stream.unread().empty()) co_return true;
    const bool sent = co_await stream.flush();  // TLS may have something to say all the same
    if (!sent) break;
  }
  if (!stream.is_expired() && !stream.is_stopping()) note_leaving();
  co_await stream.say_goodbye();
  co_return false;
}

std::chrono::milliseconds Connection::limit_of(State state) const {
  const auto& options = worker_.options;
  if (state == State::kIdle) return options.idle_deadline;
  return state == State::kHead ? options.head_deadline : options.body_deadline;
}

/// What the framer says, and which port is right for TLS.
FramingError Connection::no_request() const {
  auto error = framer_.error();
  if (error.violation != Violation::kTlsOnPlainPort) return error;
  const auto port = worker_.tls_port;
  error.why += port == 0 ? "; for https:// start the server with --tls-port"
                         : "; https:// is on port " + std::to_string(port);
  return error;
}

FramingError Connection::lateness(State state) const {
  const std::string part = state == State::kHead ? "head" : "body";
  return {408,
          "the " + part + " did not end within " + std::to_string(limit_of(state).count()) + " ms"};
}

FramingError Connection::lack_of_memory(std::size_t needed) const {
  const auto& memory = worker_.totals.memory;
  return {503, "this needs " + std::to_string(needed) + " bytes or more, and of the " +
                   std::to_string(memory.most()) +
                   " that unfinished requests and unsent answers may take (--max-memory), " +
                   std::to_string(memory.held()) + " are taken"};
}

void Connection::note_leaving() const {
  if (framer_.state() != State::kIdle) {
    const std::string part = framer_.state() == State::kHead ? "head" : "body";
    return tell(&Observer::abandoned, "the client left in the middle of a request's " + part);
  }
  if (has_asked_) return;
  if (const auto reason = reason_for_silence(*stream_)) {
    worker_.log.info("TLS client left without a request: {}", *reason);
  }
}

/// Answers the complete request; false when the connection ends with it.
Awaitable<bool> Connection::answer() {
  Stream& stream = *stream_;
  const auto asked = SteadyClock::now();
  has_asked_ = true;
  timed_ = State::kComplete;
  FramedRequest framed = framer_.take();
  framed.request.is_secure = stream.tls() != nullptr;
  framed.keep_alive = framed.keep_alive && !stream.is_stopping();
  if (worker_.options.proxy && stream.tls() == nullptr) {
    const auto why = worker_.options.proxy->objection_to(framed.request);
    if (why) {
      worker_.log.warn("refused: {}", *why);  // most clients tell no more than the status
      const FramingError elsewhere{403, *why};
      co_return co_await refuse(elsewhere);
    }
    if (framed.request.method == "CONNECT") co_return co_await open_tunnel();
  }
  Answer answer = worker_.answerer.answer(framed);
  bool stayed = true;
  if (answer.waiting) stayed = co_await wait_for_better(answer, framed);
  const auto needed = framed.request.body.capacity() + answer.bytes.capacity();
  if (!holding_.resize(needed + stream.held())) {
    const auto error = lack_of_memory(needed);
    co_return co_await refuse(error);
  }
  if (stayed && is_late(answer.delivery)) stayed = co_await sit_out(stream, answer.delivery);
  if (stayed) co_return co_await deliver(framed, answer, asked);
  tell(&Observer::broken_off, Exchanged{framed.request, answer, asked},
       stream.is_stopping() ? BreakOff::kStopped : BreakOff::kClientLeft);
  co_return false;
}

/// From here the connection is as one on the TLS port is from its beginning.
Awaitable<bool> Connection::open_tunnel() {
  if (!stream_->unread().empty()) {
    const FramingError early{400, "there are bytes behind CONNECT, before it was answered"};
    co_return co_await refuse(early);
  }
  stream_->send("HTTP/1.1 200 Connection established\r\n\r\n");
  const bool sent = co_await stream_->flush();
  if (!sent) co_return false;
  stream_->turn_secure(worker_.options.proxy->context());
  is_tunnel_ = true;
  has_asked_ = false;
  co_return co_await begin();
}

/// Replaces the answer by one that comes in time, if any; false when the connection breaks
/// meanwhile. A server that stops waits no longer.
Awaitable<bool> Connection::wait_for_better(Answer& answer, const FramedRequest& framed) {
  Stream& stream = *stream_;
  const auto waiting = answer.waiting;                // stays when the answer goes
  const Listening listening(stream, *waiting->bell);  // before the first question
  const bool is_there = co_await stream.flush();
  if (!is_there) co_return false;
  stream.set_deadline(waiting->most);
  Wake wake = Wake::kRung;
  while (wake == Wake::kRung) {
    if (auto better = worker_.answerer.ask(waiting->ask, framed)) {
      answer = std::move(*better);
      co_return true;
    }
    // What it sends meanwhile is its next request; who ends its input waits for nothing any more.
    const bool is_heard = stream.unread().size() < kJoinedBytes;
    wake = co_await stream.wait_for_ring(is_heard ? Socket::wait_read : Socket::wait_error);
    if (wake != Wake::kReady) continue;
    if (!stream.read()) co_return false;
    wake = Wake::kRung;
  }
  const bool stayed = wake == Wake::kExpired || stream.is_stopping();
  if (!stayed) co_return false;
  if (auto last = worker_.answerer.ask(waiting->last, framed)) answer = std::move(*last);
  co_return true;
}

/// Sends an answer whose time has come; false when the connection ends with it.
Awaitable<bool> Connection::deliver(FramedRequest& framed, Answer& answer,
                                    SteadyClock::time_point asked) {
  Stream& stream = *stream_;
  const Exchanged exchanged{framed.request, answer, asked};
  if (const auto& fault = answer.delivery.fault) {
    const bool is_last = ends_connection(*fault);
    if (is_last) tell(&Observer::broken_off, exchanged, BreakOff::kFault);
    if (is_last) forget_body(framed, answer);
    if (!is_last) tell(&Observer::delivered, exchanged);
    const bool arrived = co_await perform(stream, *fault, answer.bytes);
    if (!arrived && !is_last) tell(&Observer::broken_off, exchanged, BreakOff::kCut);
    if (!arrived) co_return false;
  } else {
    tell(&Observer::delivered, exchanged);
    stream.send(std::move(answer.bytes));
  }
  if (answer.keep_alive && stream.unsent() < kJoinedBytes) co_return true;
  if (answer.feed) {
    forget_body(framed, answer);
    co_await pour(stream, *answer.feed);
    co_return false;
  }
  const bool sent = co_await stream.flush();
  if (!sent || answer.keep_alive) co_return sent;
  forget_body(framed, answer);
  co_await linger(stream);
  co_return false;
}

/// The connection may stay for long, and what it was asked is done.
void Connection::forget_body(FramedRequest& framed, const Answer& answer) {
  framed.request.body = std::string();
  holding_.resize(answer.bytes.capacity() + stream_->held());
}

/// Always false: the connection ends with it.
Awaitable<bool> Connection::refuse(const FramingError& error) {
  const auto asked = SteadyClock::now();
  Answer answer = worker_.answerer.refuse(error);
  holding_.resize(0);
  tell(&Observer::refused, answer, asked);
  stream_->send(std::move(answer.bytes));
  const bool sent = co_await stream_->flush();
  if (sent) co_await linger(*stream_);
  co_return false;
}

}  // namespace zoom_mock
