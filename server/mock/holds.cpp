#include "server/mock/holds.h"

#include <utility>

namespace zoom_mock {

std::shared_ptr<Hold> Holds::join(std::string_view name) {
  std::shared_ptr<Hold> hold;
  {
    const std::scoped_lock lock(mutex_);
    auto& one = holds_[std::string(name)];
    if (one.hold == nullptr) one.hold = std::make_shared<Hold>(kMost);
    ++one.joined;
    hold = one.hold;
  }
  arrivals_->ring();
  return hold;
}

std::size_t Holds::release(const std::optional<std::string>& name) {
  decltype(holds_) gone;
  {
    const std::scoped_lock lock(mutex_);
    if (!name) {
      gone.swap(holds_);
    } else if (auto one = holds_.extract(*name)) {
      gone.insert(std::move(one));
    }
  }
  std::size_t released = 0;
  for (const auto& [held, one] : gone) {
    released += one.joined;
    one.hold->release();
  }
  return released;
}

std::map<std::string, std::size_t> Holds::joined() const {
  const std::scoped_lock lock(mutex_);
  std::map<std::string, std::size_t> joined;
  for (const auto& [name, one] : holds_) joined[name] = one.joined;
  return joined;
}

}  // namespace zoom_mock
