#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/recordings.h"
#include "server/mock/registrants.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What the ids of a session's objects depend on, so that a run repeats.
struct IdSeed {
  std::uint64_t seed = 0;    ///< of the run
  std::string_view session;  ///< its name
};

/// A meeting or a webinar that a session knows by its number.
struct KnownMeeting {
  std::string id;
  std::shared_ptr<const Meeting> meeting;
};

/// The world of one session: its scenario's, and over it what requests and the admin API have made
/// of that. An object that nobody has touched takes no memory. Thread-safe; each change is whole.
class SessionWorld {
 public:
  /// How many meetings that a scenario takes for granted a session remembers the live stream of.
  static constexpr std::size_t kMostStreamed = 100;
  /// How many objects it keeps that were made or changed.
  static constexpr std::size_t kMostObjects = 10'000;
  /// How much memory what it has made or changed may take.
  static constexpr std::size_t kMostBytes = 64UL * 1024 * 1024;
  /// Source: documented, the reference of about 2021 (S21): "after 30 seconds".
  static constexpr std::chrono::seconds kBetweenStarts{30};

  explicit SessionWorld(std::shared_ptr<const Scenario> scenario)
      : scenario_(std::move(scenario)),
        registrants_(scenario_->registrants),
        recordings_(scenario_->recordings) {}

  /// About how much memory it takes.
  std::size_t bytes() const {
    return bytes_.load(std::memory_order_relaxed) + registrants_.bytes() + recordings_.bytes();
  }

  /// The facts about a meeting: the scenario's, those changed since, and what is configured. It is
  /// named by its number, or by the UUID of a sitting.
  Meeting meeting(std::string_view id) const;
  /// The number of the meeting that an id of either kind names; empty: none has that UUID.
  std::string number_of(std::string_view id) const;
  /// Those that exist and are not taken for granted: the scenario's by number, then those that were
  /// made, in order.
  std::vector<KnownMeeting> meetings() const;
  /// Makes one. Nothing, and nothing is done: it has kMostObjects.
  std::optional<KnownMeeting> create_meeting(Meeting meeting, const IdSeed& seed);
  /// Puts what `change` makes of the facts in their place. False, and nothing is done: it has
  /// kMostObjects others.
  bool change_meeting(std::string_view id, const std::function<Meeting(Meeting)>& change);

  /// Remembers what a request configured. Beyond kMostStreamed meetings that are only taken for
  /// granted, the oldest is forgotten.
  void store_livestream(std::string_view id, Livestream livestream);
  /// Starts a meeting's live stream; `now` is the session's. False, and nothing is done: a start
  /// was asked for less than kBetweenStarts ago.
  bool start_livestream(std::string_view id, Clock::TimePoint now);
  /// False: it was not live.
  bool stop_livestream(std::string_view id);

  /// Who has registered for a meeting, in order, those who were cancelled too.
  std::vector<Registrant> registrants(std::string_view meeting) const;
  /// Adds one of that address, or finds who has it, and writes into `wanted` what is known now.
  Registering add_registrant(std::string_view meeting, Registrant& wanted, const IdSeed& seed);
  /// Nothing: no registrant of the meeting has that id or address.
  std::optional<Registrant> registrant(std::string_view meeting, std::string_view name) const;
  /// Whoever is not there is passed over. False, and nothing is done: it has kMostObjects others.
  bool change_registrant(std::string_view meeting, std::string_view name, RegistrantStatus status);

  /// What was recorded of a meeting, the latest last, and all, by meeting; the trash too.
  std::vector<Recording> recordings(std::string_view meeting) const;
  std::vector<KnownRecording> recordings() const;
  /// Puts what `change` makes of a meeting's in their place. False, and nothing is done: it has
  /// kMostObjects.
  bool change_recordings(std::string_view meeting,
                         const std::function<void(std::vector<Recording>&)>& change);

  /// The user of that id or e-mail address.
  User user(std::string_view name) const;
  /// Those that exist and are not taken for granted, as meetings().
  std::vector<User> users() const;
  /// Makes one, unless one of its address is there, or it has kMostObjects.
  enum class NewUser { kMade, kAddressTaken, kFull };
  NewUser create_user(User& user, const IdSeed& seed);
  /// As change_meeting().
  bool change_user(std::string_view name, const std::function<User(User)>& change);

  /// How many secrets it has drawn, with this one. Ids are counted apart: who asks for a secret
  /// changes none of them.
  std::uint64_t next_secret() { return ++secrets_; }

 private:
  /// A live stream whose fields are as long as they may be.
  static constexpr std::size_t kStreamedBytes = 3072;

  struct Streamed {
    std::optional<Livestream> settings;
    Broadcast broadcast;
  };

  // With the lock:
  Meeting facts(std::string_view id) const;
  std::string number_with(std::string_view uuid) const;
  User user_facts(std::string_view name) const;
  bool is_full() const {
    return meetings_.size() + users_.size() + registrants_.size() + recordings_.size() >=
           kMostObjects;
  }
  void put_meeting(std::string_view id, Meeting meeting);
  void put_user(User user);
  void change_stream(std::string_view id, const std::function<void(Streamed&)>& change);
  void grow(std::size_t before, std::size_t after) { bytes_ += after - before; }

  const std::shared_ptr<const Scenario> scenario_;
  mutable std::mutex mutex_;
  std::atomic<std::size_t> bytes_ = 0;
  std::map<std::string, std::shared_ptr<const Meeting>, std::less<>> meetings_;
  std::vector<std::string> made_meetings_;                 ///< their ids, the oldest first
  std::map<std::string, Streamed, std::less<>> streamed_;  ///< of meetings that are in neither
  std::deque<std::string> streamed_order_;                 ///< its keys, the oldest first
  std::map<std::string, User, std::less<>> users_;
  std::vector<std::string> made_users_;
  Registrants registrants_;
  Recordings recordings_;
  std::uint64_t drawn_ = 0;  ///< how many ids were drawn
  std::atomic<std::uint64_t> secrets_ = 0;
};

}  // namespace zoom_mock
