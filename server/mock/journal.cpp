#include "server/mock/journal.h"

#include <algorithm>
#include <utility>

#include "server/mock/exchange_texts.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Empty shelves are kept for what they lost while there are no more than that.
constexpr std::size_t kMostShelves = 10'000;
/// What a shelf takes beside its name, most of it for its first numbers.
constexpr std::size_t kShelfBytes = 1024;
/// What read() copies while nobody can record.
constexpr std::size_t kMostRead = 1024UL * 1024;
/// What a map and a shelf take for one exchange.
constexpr std::size_t kNodeBytes = 64;

}  // namespace

Journal::Begun::Begun(Journal& journal) : journal_(journal) {
  const std::scoped_lock lock(journal.mutex_);
  number_ = journal.numbers_ + 1;
  journal.begun_.push_back(number_);
  journal.numbers_ = number_;
}

Journal::Begun::~Begun() {
  if (!is_open_) return;
  std::unique_lock lock(journal_.mutex_);
  journal_.close(*this);
  lock.unlock();
  journal_.changes_->ring();
}

void Journal::close(Begun& begun) {
  begun_.erase(std::ranges::lower_bound(begun_, begun.number_));
  begun.is_open_ = false;
}

void Journal::record(Begun& begun, const Call& call, const Response& response) {
  if (!is_on()) return;
  Kept kept;
  kept.arrived = call.arrived;
  kept.session_time = call.now;
  kept.status = response.status;
  kept.reply = response.reply;
  kept.outcome = response.explanation.outcome;
  kept.violations = response.explanation.violations;
  kept.delivery = response.delivery;
  kept.delivery.hold = nullptr;  // it counts whom it still holds back
  kept.body_bytes = response.body.size();
  kept.texts = pack_texts(call, response);
  if (call.session == nullptr) return add(begun, {}, {}, std::move(kept));
  const auto& session = *call.session;
  kept.since_opened =
      std::chrono::duration_cast<std::chrono::milliseconds>(call.now - session.opened());
  add(begun, session.name(), session.scenario().name, std::move(kept));
}

void Journal::record_unread(int status, const Explanation& explanation, Clock::TimePoint now,
                            Ending ending, std::chrono::microseconds took) {
  if (!is_on()) return;
  const Request nothing;
  const Call call{.request = nothing, .arrived = now, .now = now};
  Response response;
  response.status = status;
  response.explanation = explanation;
  Begun begun(*this);
  record(begun, call, response);
  end(begun.number(), ending, took);
}

void Journal::end(std::uint64_t number, Ending ending, std::chrono::microseconds took) {
  std::unique_lock lock(mutex_);
  const auto found = kept_.find(number);
  if (found == kept_.end()) return;
  auto& shelf = found->second.shelf->second;
  if (!found->second.ending) --shelf.on_their_way;
  ++shelf.changes;
  found->second.ending = ending;
  found->second.took = took;
  lock.unlock();
  changes_->ring();
}

std::size_t Journal::weight_of(const Kept& kept) {
  return sizeof(Kept) + kNodeBytes + kept.texts.capacity();
}

void Journal::add(Begun& begun, std::string_view session, std::string_view scenario, Kept kept) {
  const auto number = begun.number_;
  std::unique_lock lock(mutex_);
  kept.shelf = shelf_of(session, scenario);
  auto& shelf = kept.shelf->second;
  ++shelf.on_their_way;
  ++shelf.changes;
  bytes_ += weight_of(kept);
  kept_.emplace_hint(kept_.end(), number, std::move(kept));
  // Two threads may finish in another order than they began.
  auto& numbers = shelf.numbers;
  numbers.insert(std::upper_bound(numbers.begin(), numbers.end(), number), number);
  make_room(shelf);
  close(begun);
  lock.unlock();
  changes_->ring();
}

Journal::Shelves::iterator Journal::shelf_of(std::string_view session, std::string_view scenario) {
  if (const auto found = shelves_.find(session); found != shelves_.end()) return found;
  Shelf shelf;
  shelf.scenario = scenario;
  shelf.lost = forgotten_;  // they may have been its
  shelf.lost_violations = forgotten_violations_;
  bytes_ += kShelfBytes;
  return shelves_.emplace(session, std::move(shelf)).first;
}

void Journal::make_room(const Shelf& shelf) {
  while (shelf.numbers.size() > limits_.most_of_session) drop(kept_.find(shelf.numbers.front()));
  while (bytes_ > limits_.bytes && kept_.size() > 1) drop(kept_.begin());
}

/// Counts it as lost.
void Journal::drop(KeptByNumber::iterator place) {
  const auto where = place->second.shelf;
  auto& shelf = where->second;
  ++shelf.lost;
  ++lost_;
  shelf.lost_violations.add(place->second.violations);
  lost_violations_.add(place->second.violations);
  if (!place->second.ending) --shelf.on_their_way;
  shelf.numbers.pop_front();  // the oldest of all is the oldest of its shelf
  bytes_ -= weight_of(place->second);
  kept_.erase(place);
  if (!shelf.numbers.empty() || shelves_.size() <= kMostShelves) return;
  forgotten_ += shelf.lost;
  forgotten_violations_.add(shelf.lost_violations);
  bytes_ -= kShelfBytes;
  shelves_.erase(where);
}

Exchange Journal::unpacked(std::uint64_t number, const Kept& kept) {
  Exchange exchange;
  exchange.number = number;
  exchange.arrived = kept.arrived;
  exchange.session_time = kept.session_time;
  exchange.session = kept.shelf->first;
  exchange.scenario = kept.shelf->second.scenario;
  exchange.since_opened = kept.since_opened;
  exchange.status = kept.status;
  exchange.reply = kept.reply;
  exchange.delivery = kept.delivery;
  exchange.ending = kept.ending;
  exchange.took = kept.took;
  exchange.body_bytes = kept.body_bytes;
  auto& explanation = exchange.explanation;
  explanation.outcome = kept.outcome;
  explanation.violations = kept.violations;
  unpack_texts(kept.texts, exchange);
  exchange.operation = operation_called(exchange.request.method, exchange.target().path);
  return exchange;
}

std::uint64_t Journal::first_unread() const {
  return begun_.empty() ? numbers_ + 1 : begun_.front();
}

JournalExtract Journal::read(const JournalQuery& query) const {
  JournalExtract extract;
  std::size_t bytes = 0;
  const std::scoped_lock lock(mutex_);
  const auto end = first_unread();
  const auto take = [&](KeptByNumber::const_iterator place) {
    if (place->first >= end) return false;
    extract.has_more = extract.exchanges.size() == query.most || bytes > kMostRead;
    bytes += place->second.texts.size();
    if (!extract.has_more) extract.exchanges.push_back(unpacked(place->first, place->second));
    return !extract.has_more;
  };
  const auto& taken = extract.exchanges;
  if (!query.session) {
    extract.lost = lost_;
    extract.lost_violations = lost_violations_;
    for (auto place = kept_.upper_bound(query.after);
         place != kept_.end() && place->first <= query.until && take(place); ++place) {
    }
    extract.passed = taken.empty() ? std::max(query.after, end - 1) : taken.back().number;
    return extract;
  }
  const auto found = shelves_.find(*query.session);
  if (found == shelves_.end()) {
    extract.lost = forgotten_;
    extract.lost_violations = forgotten_violations_;
    return extract;
  }
  const auto& numbers = found->second.numbers;
  extract.lost = found->second.lost;
  extract.lost_violations = found->second.lost_violations;
  const auto first = std::upper_bound(numbers.begin(), numbers.end(), query.after);
  for (auto number = first;
       number != numbers.end() && *number <= query.until && take(kept_.find(*number)); ++number) {
  }
  const auto before = static_cast<std::uint64_t>(first - numbers.begin());
  extract.passed = extract.lost + before + taken.size();
  return extract;
}

JournalSize Journal::size() const {
  const std::scoped_lock lock(mutex_);
  return {kept_.size(), bytes_, lost_, first_unread() - 1};
}

JournalProgress Journal::progress(const std::optional<std::string>& session) const {
  JournalProgress progress;
  const auto add = [&](const Shelf& shelf) {
    progress.on_their_way += shelf.on_their_way;
    progress.changes += shelf.changes;
  };
  const std::scoped_lock lock(mutex_);
  progress.begun = numbers_;
  progress.complete = first_unread() - 1;
  if (!session) {
    for (const auto& [name, shelf] : shelves_) add(shelf);
  } else if (const auto found = shelves_.find(*session); found != shelves_.end()) {
    add(found->second);
  }
  return progress;
}

std::vector<std::pair<std::string, std::string>> Journal::sessions() const {
  std::vector<std::pair<std::string, std::string>> sessions;
  const std::scoped_lock lock(mutex_);
  for (const auto& [name, shelf] : shelves_) sessions.emplace_back(name, shelf.scenario);
  return sessions;
}

std::optional<Exchange> Journal::find(std::uint64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto found = kept_.find(number);
  if (found == kept_.end()) return std::nullopt;
  return unpacked(number, found->second);
}

void Journal::clear(const std::optional<std::string>& session) {
  const std::scoped_lock lock(mutex_);
  if (!session) {
    kept_.clear();
    shelves_.clear();
    bytes_ = 0;
    forgotten_ = 0;
    lost_ = 0;
    lost_violations_ = {};
    forgotten_violations_ = {};
    return;
  }
  const auto found = shelves_.find(*session);
  if (found == shelves_.end()) return;
  for (const auto number : found->second.numbers) {
    const auto place = kept_.find(number);
    bytes_ -= weight_of(place->second);
    kept_.erase(place);
  }
  bytes_ -= kShelfBytes;
  shelves_.erase(found);
}

}  // namespace zoom_mock
