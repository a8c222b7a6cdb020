#include "server/http/waiting.h"

#include <utility>

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

void Hold::release() {
  is_released_ = true;
  bell_.ring();
}

}  // namespace zoom_mock
