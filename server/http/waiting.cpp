#include "server/http/waiting.h"

#include <condition_variable>
#include <utility>

#include "server/http/message.h"

namespace zoom_mock {

std::uint64_t Bell::listen(Listener listener) {
  const std::scoped_lock lock(mutex_);
  listeners_.emplace(++last_, std::move(listener));
  is_awaited_ = true;
  return last_;
}

void Bell::leave(std::uint64_t listener) {
  const std::scoped_lock lock(mutex_);
  listeners_.erase(listener);
  is_awaited_ = !listeners_.empty();
}

void Bell::ring() {
  if (!is_awaited_) return;
  const std::scoped_lock lock(mutex_);
  for (const auto& [number, listener] : listeners_) listener();
}

Response wait_for(Response response) {
  const auto waiting = response.waiting;
  if (waiting == nullptr) return response;
  std::mutex mutex;
  std::condition_variable rung;
  bool is_news = true;  // what happened before anybody listened
  const auto listener = waiting->bell->listen([&] {
    const std::scoped_lock lock(mutex);
    is_news = true;
    rung.notify_one();
  });
  const auto deadline = std::chrono::steady_clock::now() + waiting->most;
  std::optional<Response> better;
  for (std::unique_lock lock(mutex);
       !better && rung.wait_until(lock, deadline, [&] { return is_news; });) {
    is_news = false;
    lock.unlock();
    better = waiting->ask();
    lock.lock();
  }
  waiting->bell->leave(listener);
  if (!better && waiting->last) better = waiting->last();
  return better ? *std::move(better) : std::move(response);
}

void Hold::release() {
  is_released_ = true;
  bell_.ring();
}

}  // namespace zoom_mock
