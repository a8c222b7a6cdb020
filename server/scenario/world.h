#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/zoom/grant_types.h"

namespace zoom_mock {

/// The account of every token and host that names none.
inline constexpr std::string_view kDefaultAccount = "account-1";
/// The host of every meeting that names none, and the user of every token that names none.
inline constexpr std::string_view kDefaultUser = "user-1";

/// Users are named by their id or by their address; an id alone gets an address made of it.
std::string email_of(std::string_view user);
/// The other way round: an address alone gets an id made of it, of 22 letters as Zoom's are, the
/// same in upper and lower case.
std::string user_id_of(std::string_view user);

enum class TokenState { kValid, kExpired, kRevoked };

struct Token {
  std::string alias;                               ///< how stubs call it
  std::string value;                               ///< what clients send
  std::optional<std::vector<std::string>> scopes;  ///< nothing: all scopes
  std::string account{kDefaultAccount};
  std::string user{kDefaultUser};
  TokenState state = TokenState::kValid;
  std::optional<std::chrono::seconds> expires_in;  ///< from the first use of its session
};

/// An app that asks for tokens.
struct OauthClient {
  std::string id;
  std::string secret;
  std::optional<std::vector<std::string>> redirect_uris = {};  ///< nothing: any
  std::optional<std::vector<GrantType>> grants = {};           ///< nothing: all
};

/// Whether it may have tokens by that grant.
bool may_use(const OauthClient& client, GrantType grant);

/// What granted tokens are worth.
struct OauthRules {
  /// The aliases that they act as, one after the other; the last one stays. Empty: the first valid
  /// token's.
  std::vector<std::string> issues;
  /// Of those whose token does not say; below zero: they have expired when they come.
  std::optional<std::chrono::seconds> expires_in;
};

/// kAny: what the path takes it for, as a meeting that is listed nowhere.
enum class MeetingKind { kMeeting, kWebinar, kAny };
enum class License { kBasic, kPro };

/// What was set of an object: values as JSON, by the names of the fields of the tables in
/// zoom/object_fields.h ("settings.waiting_room").
using Details = std::vector<std::pair<std::string, std::string>>;

/// The value of that name, as JSON; null: it was never set.
const std::string* find_detail(const Details& details, std::string_view name);
/// Sets it, or takes its place.
void set_detail(Details& details, std::string_view name, std::string json);

struct Host {
  std::string id{kDefaultUser};
  bool exists = true;
  bool hosting = true;  ///< whether the account lets them host and schedule
  License license = License::kPro;
  bool webinar_plan = true;    ///< without one: no webinars
  bool live_streaming = true;  ///< whether the settings of the host allow it
};

/// What "Update a live stream" stores: its fields by name, those that were set.
using Livestream = std::vector<std::pair<std::string, std::string>>;

/// What became of the live stream that was configured.
struct Broadcast {
  bool is_live = false;
  std::optional<Clock::TimePoint> last_start;  ///< when it was last asked for
};

/// Source: documented.
inline constexpr std::uint16_t kMostRegistrants = 4'999;

/// Who speaks at a webinar.
struct Panelist {
  std::string id = {};
  std::string email = {};
  Details details = {};  ///< by the table of panelist_fields(), the address too
};

/// Assumed: how many a webinar has room for, since plans differ.
inline constexpr std::uint16_t kMostPanelists = 100;

/// What has been done to one meeting of a series.
struct Occurrence {
  bool is_deleted = false;
  Details changes = {};  ///< over the details of the series
};

/// Somebody in a sitting of a meeting, from joining to leaving: who comes again is another.
struct Participant {
  std::string name = {};
  std::string email = {};                               ///< empty: nobody knows it
  std::chrono::seconds joined_after{0};                 ///< the start of the sitting
  std::optional<std::chrono::seconds> left_after = {};  ///< nothing: stays to the end
};

/// Once that a meeting was held, or is being held.
struct Sitting {
  /// Nothing: what is over ended when its session began, what is not began then.
  std::optional<Clock::TimePoint> start = {};
  std::chrono::seconds duration{0};            ///< of one that is over
  std::vector<Participant> participants = {};  ///< in the order in which they joined
};

/// The earliest first. They never change, so that copies of a meeting share them.
using Sittings = std::vector<std::shared_ptr<const Sitting>>;

/// The facts about one meeting; which error they lead to is the operation's business.
struct Meeting {
  bool exists = true;
  MeetingKind kind = MeetingKind::kMeeting;
  std::string account{kDefaultAccount};  ///< of its host
  Host host = {};
  bool started = false;
  bool e2ee = false;  ///< end-to-end encrypted
  std::uint16_t max_registrants = kMostRegistrants;
  std::uint16_t max_panelists = kMostPanelists;
  std::optional<Livestream> livestream = {};  ///< as configured so far
  Broadcast broadcast = {};
  Details details = {};
  std::map<std::string, Occurrence> occurrences =
      {};                                        ///< by occurrence_id, those that were changed
  std::optional<Clock::TimePoint> created = {};  ///< nothing: before its session
  std::vector<Panelist> panelists = {};          ///< of a webinar, in the order of their invitation
  Sittings past = {};                            ///< those that are over
  std::shared_ptr<const Sitting> sitting = {};   ///< in progress; null: nobody has joined it yet
};

/// Who was cancelled is gone, and remembered in case they come back.
enum class RegistrantStatus { kPending, kApproved, kDenied, kCancelled };

std::string_view registrant_status_name(RegistrantStatus status);

/// Who has registered for a meeting. Of a scenario's, the day and the adds say nothing.
struct Registrant {
  std::string id = {};
  std::string email = {};
  Details details = {};
  RegistrantStatus status = RegistrantStatus::kApproved;
  std::optional<Clock::TimePoint> created = {};  ///< nothing: before the session
  std::chrono::sys_days day = {};                ///< in UTC, when they were last added
  int adds = 0;                                  ///< how often, on that day
};

/// Those of meetings, by the meeting's number.
using RegistrantLists = std::map<std::string, std::vector<Registrant>, std::less<>>;

/// Pending users have been invited, and have not agreed yet.
enum class UserStatus { kActive, kInactive, kPending };

std::string_view user_status_name(UserStatus status);

/// A user of an account.
struct User {
  std::string id = {};
  std::string email = {};
  bool exists = true;
  bool hosting = true;         ///< as of Host
  bool webinar_plan = true;    ///< the same
  bool live_streaming = true;  ///< the same
  UserStatus status = UserStatus::kActive;
  std::string account{kDefaultAccount};  ///< empty, of users taken for granted: the caller's
  Details details = {};
  std::optional<Clock::TimePoint> created = {};  ///< nothing: before its session
};

/// Gives a user the id and the address that go with either of them.
void name_user(User& user, std::string_view name);

/// As the host of a meeting: a basic user, type 1, has a basic license.
Host host_of(const User& user);

}  // namespace zoom_mock
