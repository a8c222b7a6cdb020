#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/zoom/field_rule.h"
#include "server/zoom/rate_limits.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// What the first parameter of a path names. kUser: a user's id or e-mail address, or `me`.
/// kMeetingOrUuid and kWebinarOrUuid: its number, or the UUID of one of its sittings.
enum class IdKind { kNone, kUser, kMeeting, kMeetingOrUuid, kWebinar, kWebinarOrUuid };

/// Whether it is a number, and nothing else.
constexpr bool is_number(IdKind kind) {
  return kind == IdKind::kMeeting || kind == IdKind::kWebinar;
}

constexpr bool takes_uuid(IdKind kind) {
  return kind == IdKind::kMeetingOrUuid || kind == IdKind::kWebinarOrUuid;
}

/// Whether it names a meeting or a webinar.
constexpr bool is_of_meeting(IdKind kind) { return is_number(kind) || takes_uuid(kind); }

constexpr bool is_of_webinar(IdKind kind) {
  return kind == IdKind::kWebinar || kind == IdKind::kWebinarOrUuid;
}

/// The replies that the facts about a path's id lead to, in the order in which they are asked;
/// empty: nothing of the kind can be.
struct IdReplies {
  std::string_view missing;
  std::string_view invalid;
  std::string_view other_kind;  ///< a webinar where a meeting is due, or the other way round
  std::string_view absent;
  std::string_view host_absent;
  std::string_view other_account;
  std::string_view hosting_not_allowed;  ///< the host's license, or plan, does not allow it
};

/// Those that paths with an id of that kind usually lead to; of kNone, none.
const IdReplies& id_replies(IdKind kind);

/// A reply that one operation has in the place of another that its id usually leads to.
struct OwnReply {
  std::string_view usual;
  std::string_view own;
};

/// A reply that one operation words in its own way.
struct Rewording {
  std::string_view reply;
  Wording documented;
  Wording current;
};

/// One operation of Zoom's API. What it does is a function of mock/operations/.
struct Operation {
  std::string_view id;  ///< Zoom's operationId
  std::string_view method;
  std::string_view path;
  IdKind id_kind = IdKind::kNone;  ///< kNone: the path has no parameter
  RateLimitLabel label;
  std::span<const std::string_view> scopes;  ///< one of them is enough
  /// Names of the catalogue, kFound and kCreated, a success first: what its function may answer
  /// beside what its id and its body lead to.
  std::span<const std::string_view> answers;
  std::span<const FieldRule> fields = {};
  std::span<const FieldRule> query = {};
  bool takes_forms = false;    ///< multipart/form-data beside JSON
  bool needs_license = false;  ///< of the host; which operations do is assumed
  /// Whether the collection that profile `documented` is of has it: of the others only newer
  /// specifications speak, in both profiles.
  bool is_collected = false;
  std::span<const Rewording> rewordings = {};
  std::span<const OwnReply> own_replies = {};
  std::string_view sample_id = {};  ///< an id that the default scenario has
  std::string_view sample_item =
      {};  ///< what stands for the path's second parameter, if it has one
  Provenance provenance;
  std::string_view source;

  /// The path's parameter as Zoom's messages spell it; empty: there is none.
  std::string_view id_name() const;
};

/// Those of an operation, its own ones in their places.
IdReplies id_replies(const Operation& operation);

std::span<const Operation> operations();

/// The operation of examples, written or printed, that name no other.
inline constexpr std::string_view kExampleOperation = "meetingLiveStreamUpdate";

/// The name of a success whose body a function makes, 200: no scenario can send it by name.
inline constexpr std::string_view kFound = "found";

/// The same, 201.
inline constexpr std::string_view kCreated = "created";

/// Whether a function makes the body of the answer of that name.
constexpr bool is_made(std::string_view answer) { return answer == kFound || answer == kCreated; }

/// The name of the success of an operation that sends the user elsewhere, 302.
inline constexpr std::string_view kRedirected = "redirected";

/// Every answer that a call of the operation can get, its success first, as it words them: those
/// that its id and its body lead to, those of its function, and those that all operations have in
/// common. kFound and kCreated have the provenance of the operation.
std::vector<CatalogueReply> answers_of(const Operation& operation);

/// A reply as the operation words it; null: no operation's.
CatalogueReply worded_by(const Operation* operation, CatalogueReply reply);

/// The scope that allows the least beside this operation: a granular one, and a user's own before
/// an admin's.
///
/// Source: documented, Zoom's pages on granular scopes; which of several is narrowest is assumed.
std::string_view least_scope(const Operation& operation);

/// Null when no operation has that id.
const Operation* find_operation(std::string_view id);

/// Whether a parameter of a scenario's path is called as those that name a meeting are.
bool is_meeting_parameter(std::string_view name);

/// A path with /v2 in front, when it lacks that: its first segment is one that operations have
/// behind /v2. `is_beginning`: the segment may go on.
std::optional<std::string> with_missing_version(std::string_view path, bool is_beginning = false);

/// The path of an operation with this id in the place of its parameter; a second one is as in
/// samples.
std::string path_with(const Operation& operation, std::string_view id);

/// An operation of Zoom's beside the API: of its OAuth server, which answer_oauth() answers, or of
/// the site that has the files of recordings, which answer_download() does. It has a name, so that
/// what is said of calls can name it.
struct SiteOperation {
  std::string_view id;
  std::string_view method;
  std::string_view path;
  /// Names of the catalogue, and kFound or kRedirected, the success first.
  std::span<const std::string_view> answers;
  Provenance provenance;
  std::string_view source;
};

/// `POST /oauth/token`, `GET /oauth/authorize` and `POST /oauth/revoke`. Zoom's OAuth server has no
/// operationIds: the names are ours.
inline constexpr std::string_view kTokenOperation = "oauthToken";
inline constexpr std::string_view kAuthorizeOperation = "oauthAuthorize";
inline constexpr std::string_view kRevokeOperation = "oauthRevoke";

/// `GET /rec/download/{fileId}`, `/rec/webhook_download/`, `/rec/play/`, and what they lead to. The
/// name is ours.
inline constexpr std::string_view kDownloadOperation = "recordingDownload";

std::span<const SiteOperation> site_operations();

/// Every answer that a call of the operation can get, its success first; its success has the
/// provenance of the operation.
std::vector<CatalogueReply> answers_of(const SiteOperation& operation);

/// The id of the operation that a request goes to, one of OAuth too; empty: it has none.
std::string_view operation_called(std::string_view method, std::string_view path);

/// The ids of all operations, those of OAuth last.
std::vector<std::string> callable_operations();

/// Where a request goes.
struct Route {
  const Operation* operation = nullptr;  ///< null: no operation has this path and method
  const SiteOperation* site = nullptr;   ///< the same of those beside the API
  std::string id;  ///< the path's parameter, decoded, a meeting's canonical; else empty
  /// Of an id that may be a UUID: it was percent-encoded twice, and is decoded twice.
  bool is_encoded_twice = false;
  std::string item;  ///< its second parameter, decoded: one of several that belong to `id`
  std::vector<std::string> allowed;  ///< the methods of this path when the method is wrong

  bool is_known() const { return operation != nullptr || site != nullptr; }
  /// The id of the operation, of OAuth or not; empty: there is none.
  std::string_view operation_id() const;
  /// Whether the operation is about a meeting or a webinar, which `id` names; an empty `id` names
  /// none.
  bool names_meeting() const;
};

/// `path` as on the wire, without its query. A path that leaves its id out, or empty, still
/// belongs to its operation.
Route find_route(std::string_view method, std::string_view path);

/// "PATCH /v2/meetings/{meetingId}/livestream": the operation whose path begins most like this one
/// and which has that method, or goes on most like it; several when they are as near.
std::vector<std::string> nearest_endpoints(std::string_view method, std::string_view path);

}  // namespace zoom_mock
