#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/http/waiting.h"
#include "server/mock/call.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

/// How many exchanges are kept.
struct JournalLimits {
  std::size_t most_of_session = 1000;  ///< 0: none
  std::size_t bytes = 64UL * 1024 * 1024;
};

/// What is asked of the journal. All that is set must hold.
struct JournalQuery {
  std::optional<std::string> session = {};                          ///< "": those of nobody known
  std::uint64_t after = 0;                                          ///< only later numbers
  std::uint64_t until = std::numeric_limits<std::uint64_t>::max();  ///< and no later ones
  std::size_t most = 1000;
};

/// What the journal says of its exchanges.
struct JournalExtract {
  std::vector<Exchange> exchanges;  ///< in order of arrival
  std::uint64_t lost = 0;           ///< so many more at most were dropped to make room
  Violations lost_violations;       ///< what those that were dropped had
  bool has_more = false;            ///< there are more; not always as many as asked for are read
  /// How many had come up to the last of these, those that are gone among them.
  std::uint64_t passed = 0;
};

/// How much the journal holds.
struct JournalSize {
  std::size_t exchanges = 0;
  std::size_t bytes = 0;
  std::uint64_t lost = 0;  ///< dropped to make room
  std::uint64_t last = 0;  ///< the last number that a reader could have read
};

/// How far the exchanges of a session, or of all, have come.
struct JournalProgress {
  std::uint64_t begun = 0;       ///< the last number that was given
  std::uint64_t complete = 0;    ///< up to this number all that began are recorded
  std::size_t on_their_way = 0;  ///< recorded, and kept, and not ended
  std::uint64_t changes = 0;     ///< how often one was recorded or ended
};

/// The exchanges of all sessions: bounded, the oldest go first, and it is known how many went.
/// Thread-safe; no lock is held while a request is answered.
class Journal {
 public:
  explicit Journal(JournalLimits limits = {}) : limits_(limits) {}

  /// The number of an exchange that has begun. Until it is recorded, or this is gone, readers see
  /// none of the later ones: who goes on after the last one read has missed nothing.
  class Begun {
   public:
    explicit Begun(Journal& journal);
    Begun(const Begun&) = delete;
    Begun& operator=(const Begun&) = delete;
    ~Begun();

    std::uint64_t number() const { return number_; }

   private:
    friend class Journal;

    Journal& journal_;
    std::uint64_t number_ = 0;
    bool is_open_ = true;
  };

  void record(Begun& begun, const Call& call, const Response& response);
  /// What never became a request: the wire refused it, or the client left (status 0).
  void record_unread(int status, const Explanation& explanation, Clock::TimePoint now,
                     Ending ending, std::chrono::microseconds took);
  /// Of an exchange that was dropped nothing is noted.
  void end(std::uint64_t number, Ending ending, std::chrono::microseconds took);

  /// Rings when an exchange was recorded, and when one has ended.
  const std::shared_ptr<Bell>& changes() const { return changes_; }

  JournalExtract read(const JournalQuery& query) const;
  JournalSize size() const;
  std::optional<Exchange> find(std::uint64_t number) const;
  JournalProgress progress(const std::optional<std::string>& session) const;
  /// The sessions of which something is kept or was dropped, and their scenarios, by name.
  std::vector<std::pair<std::string, std::string>> sessions() const;
  /// Whether it keeps anything at all.
  bool is_on() const { return limits_.most_of_session > 0; }
  /// Drops the exchanges of a session, or of all, and that any were lost.
  void clear(const std::optional<std::string>& session);

 private:
  /// The exchanges of one session.
  struct Shelf {
    std::string scenario;
    std::deque<std::uint64_t> numbers;  ///< ascending
    std::uint64_t lost = 0;
    Violations lost_violations;
    std::size_t on_their_way = 0;
    std::uint64_t changes = 0;
  };
  using Shelves = std::map<std::string, Shelf, std::less<>>;  ///< by the session's name

  /// An exchange in as few pieces of memory as can be.
  struct Kept {
    Shelves::iterator shelf = {};
    Clock::TimePoint arrived = {};
    Clock::TimePoint session_time = {};
    std::chrono::milliseconds since_opened{};
    int status = 0;
    std::string_view reply;  ///< a constant
    Outcome outcome = Outcome::kOperation;
    Violations violations;
    Delivery delivery;
    std::optional<Ending> ending;
    std::chrono::microseconds took{};
    std::size_t body_bytes = 0;
    std::string texts;  ///< all of its texts, one after the other
  };
  using KeptByNumber = std::map<std::uint64_t, Kept>;

  static Exchange unpacked(std::uint64_t number, const Kept& kept);
  static std::size_t weight_of(const Kept& kept);

  void add(Begun& begun, std::string_view session, std::string_view scenario, Kept kept);
  /// Under the lock.
  void close(Begun& begun);
  /// The first number that readers have to wait for. Under the lock.
  std::uint64_t first_unread() const;
  Shelves::iterator shelf_of(std::string_view session, std::string_view scenario);
  void drop(KeptByNumber::iterator place);
  void make_room(const Shelf& shelf);

  const JournalLimits limits_;
  const std::shared_ptr<Bell> changes_ = std::make_shared<Bell>();
  mutable std::mutex mutex_;
  std::uint64_t numbers_ = 0;
  std::vector<std::uint64_t> begun_;  ///< and not yet recorded; ascending, few
  KeptByNumber kept_;
  Shelves shelves_;
  std::size_t bytes_ = 0;
  std::uint64_t lost_ = 0;       ///< of all sessions
  Violations lost_violations_;   ///< of all sessions
  std::uint64_t forgotten_ = 0;  ///< lost by sessions of which nothing is kept any more
  Violations forgotten_violations_;
};

}  // namespace zoom_mock
