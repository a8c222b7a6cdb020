#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/zoom/replies.h"

namespace zoom_mock {

/// How much an operation weighs in Zoom's rate limits.
///
/// Source: documented, the rate limit label of every operation in Zoom's reference.
enum class RateLimitLabel { kLight, kMedium, kHeavy, kResourceIntensive };

/// What an operation demands of a body field.
struct FieldRule {
  std::string_view name;
  std::size_t max_bytes = 0;  ///< 0: no limit is documented
  bool required = false;
  /// Source: documented, `format: uri` of page_url in the specification of 2024-03.
  bool is_uri = false;
  bool is_secret = false;        ///< shown by its length and first letters only
  std::string_view sample = {};  ///< a value that is right; empty: samples leave the field out
};

/// What the parameter of a path names.
enum class IdKind { kNone, kMeeting };

/// One operation of Zoom's API. What it does is a function of mock/operations/.
struct Operation {
  std::string_view id;  ///< Zoom's operationId
  std::string_view method;
  std::string_view path;
  IdKind id_kind = IdKind::kNone;  ///< kNone: the path has no parameter
  std::string_view id_name = {};   ///< the path's parameter as Zoom's messages spell it
  RateLimitLabel label;
  std::span<const std::string_view> scopes;  ///< one of them is enough
  /// What its function may answer, the success first: names of the catalogue, and kFound.
  std::span<const std::string_view> answers;
  std::span<const FieldRule> fields = {};
  std::string_view sample_id = {};  ///< an id that the default scenario has
  Provenance provenance;
  std::string_view source;
};

std::span<const Operation> operations();

/// The names of the fields of rules, in order.
std::vector<std::string> names_of(std::span<const FieldRule> rules);

/// The operation of examples, written or printed, that name no other.
inline constexpr std::string_view kExampleOperation = "meetingLiveStreamUpdate";

/// The name of a success whose body a function makes, 200: no scenario can send it by name.
inline constexpr std::string_view kFound = "found";

/// Every answer that a call of the operation can get, the success first: those of its function and
/// those that all operations have in common. kFound's provenance is the operation's.
std::vector<CatalogueReply> answers_of(const Operation& operation);

/// The scope that allows the least beside this operation: a granular one, and a user's own before
/// an admin's.
///
/// Source: documented, Zoom's pages on granular scopes; which of several is narrowest is assumed.
std::string_view least_scope(const Operation& operation);

/// Null when no operation has that id.
const Operation* find_operation(std::string_view id);

/// What "Update a live stream" sets, and a meeting remembers.
std::span<const FieldRule> livestream_fields();

/// Whether a parameter of a scenario's path is called as those that name a meeting are.
bool is_meeting_parameter(std::string_view name);

/// The path of an operation with this id in the place of its parameter.
std::string path_with(const Operation& operation, std::string_view id);

/// An operation of Zoom that no function of mock/operations/ answers, but a stub, or
/// answer_oauth(): it has a name, so that what is said of calls can name it.
struct UnmockedOperation {
  std::string_view id;
  std::string_view method;
  std::string_view path;
  Provenance provenance;
  std::string_view source;
};

/// `POST /oauth/token`, `GET /oauth/authorize` and `POST /oauth/revoke`. Zoom's OAuth server has no
/// operationIds: the names are ours.
inline constexpr std::string_view kTokenOperation = "oauthToken";
inline constexpr std::string_view kAuthorizeOperation = "oauthAuthorize";
inline constexpr std::string_view kRevokeOperation = "oauthRevoke";

std::span<const UnmockedOperation> unmocked_operations();

/// The id of the operation that a request goes to, mocked or not; empty: it has none.
std::string_view operation_called(std::string_view method, std::string_view path);

/// The ids of all operations, those that are not mocked last.
std::vector<std::string> callable_operations();

/// Where a request goes.
struct Route {
  const Operation* operation = nullptr;  ///< null: no operation has this path and method
  std::string id;  ///< the path's parameter, decoded, a meeting's canonical; else empty
  std::vector<std::string> allowed;  ///< the methods of this path when the method is wrong

  /// Whether the operation is about a meeting, which `id` names; an empty `id` names none.
  bool names_meeting() const;
};

/// `path` as on the wire, without its query. A path that leaves its id out, or empty, still
/// belongs to its operation.
Route find_route(std::string_view method, std::string_view path);

/// "PATCH /v2/meetings/{meetingId}/livestream": the operations whose paths begin most like this
/// one.
std::vector<std::string> nearest_endpoints(std::string_view path);

}  // namespace zoom_mock
