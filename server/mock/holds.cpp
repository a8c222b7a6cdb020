#include "server/mock/holds.h"

#include <utility>

namespace zoom_mock {

/// One response's share in a hold: gone when the response is, whatever became of it.
struct Holds::Ticket {
  explicit Ticket(const One& one) : hold(one.hold), joined(one.joined) { ++*joined; }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { --*joined; }

  const std::shared_ptr<Hold> hold;
  const std::shared_ptr<std::atomic<std::size_t>> joined;
};

std::shared_ptr<Hold> Holds::join(std::string_view name) {
  std::shared_ptr<const Ticket> ticket;
  {
    const std::scoped_lock lock(mutex_);
    auto& one = holds_[std::string(name)];
    if (one.hold == nullptr) one.hold = std::make_shared<Hold>(kMost);
    ticket = std::make_shared<const Ticket>(one);
  }
  arrivals_->ring();
  auto* const hold = ticket->hold.get();
  return {std::move(ticket), hold};
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
    released += *one.joined;
    one.hold->release();
  }
  return released;
}

std::map<std::string, std::size_t> Holds::joined() const {
  const std::scoped_lock lock(mutex_);
  std::map<std::string, std::size_t> joined;
  for (const auto& [name, one] : holds_) {
    if (const std::size_t count = *one.joined; count > 0) joined[name] = count;
  }
  return joined;
}

}  // namespace zoom_mock
