#include "server/zoom/operations.h"

#include <algorithm>
#include <array>

#include "server/http/target.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

using enum Provenance;
using enum RateLimitLabel;

constexpr std::array<std::string_view, 4> kUpdateScopes = {"meeting:write", "meeting:write:admin",
                                                           "meeting:update:livestream",
                                                           "meeting:update:livestream:admin"};

constexpr std::array kLivestreamFields = {
    FieldRule{.name = "stream_url",
              .max_bytes = 1024,
              .required = true,
              .sample = "rtmp://example.com/live"},
    FieldRule{.name = "stream_key",
              .max_bytes = 512,
              .required = true,
              .is_secret = true,
              .sample = "my-key"},
    FieldRule{.name = "page_url",
              .max_bytes = 1024,
              .required = true,
              .is_uri = true,
              .sample = "https://example.com/watch"},
    // Assumed: no limit is documented; it keeps what a session remembers small.
    FieldRule{.name = "resolution", .max_bytes = 64},
};

constexpr std::array<std::string_view, 5> kReadUserScopes = {
    "user:read", "user:read:admin", "user_info:read", "user:read:user", "user:read:user:admin"};

constexpr std::array<std::string_view, 13> kUpdateAnswers = {"live-stream-updated",
                                                             "meeting-id-missing",
                                                             "meeting-id-invalid",
                                                             "content-type-unsupported",
                                                             "body-not-json",
                                                             "body-malformed",
                                                             "body-too-large",
                                                             "validation-failed",
                                                             "webinar-info-not-accessible",
                                                             "meeting-does-not-exist",
                                                             "user-does-not-exist",
                                                             "user-not-in-account",
                                                             "meeting-hosting-not-allowed"};

constexpr std::array<std::string_view, 1> kUserAnswers = {kFound};

/// What comes before an operation's own answers. Stubs alone throttle, but every client of Zoom has
/// to live with it.
constexpr std::array<std::string_view, 4> kCommonAnswers = {"access-token-invalid", "token-expired",
                                                            "scope-missing", "rate-limited"};

constexpr std::array kOperations = {
    Operation{.id = "meetingLiveStreamUpdate",
              .method = "PATCH",
              .path = "/v2/meetings/{meetingId}/livestream",
              .id_kind = IdKind::kMeeting,
              .id_name = "meetingId",
              .label = kLight,
              .scopes = kUpdateScopes,
              .answers = kUpdateAnswers,
              .fields = kLivestreamFields,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = "the Postman collection; scopes and label from S25"},
    Operation{.id = "user",
              .method = "GET",
              .path = "/v2/users/me",
              .label = kLight,
              .scopes = kReadUserScopes,
              .answers = kUserAnswers,
              .provenance = kDocumented,
              .source = "the Users specification of 2022-23; `me` is one value of its userId"},
};

constexpr std::array kUnmocked = {
    UnmockedOperation{.id = kTokenOperation,
                      .method = "POST",
                      .path = "/oauth/token",
                      .provenance = kDocumented,
                      .source = "developers.zoom.us/docs/integrations/oauth; the id is assumed"},
    UnmockedOperation{.id = kAuthorizeOperation,
                      .method = "GET",
                      .path = "/oauth/authorize",
                      .provenance = kDocumented,
                      .source = "developers.zoom.us/docs/integrations/oauth; the id is assumed"},
    UnmockedOperation{.id = kRevokeOperation,
                      .method = "POST",
                      .path = "/oauth/revoke",
                      .provenance = kDocumented,
                      .source = "developers.zoom.us/docs/integrations/oauth; the id is assumed"},
    UnmockedOperation{.id = "meetingLiveStreamStatusUpdate",
                      .method = "PATCH",
                      .path = "/v2/meetings/{meetingId}/livestream/status",
                      .provenance = kDocumented,
                      .source = "Zoom Meeting API specification of 2025-06 (S25)"},
};

/// The path with its parameter left out, when it has one: /v2/meetings/livestream.
std::string without_id(const Operation& operation) {
  std::string path(operation.path);
  if (operation.id_kind == IdKind::kNone) return path;
  const std::string named = "/{" + std::string(operation.id_name) + "}";
  return path.erase(path.find(named), named.size());
}

/// How many segments from the left a path has in common with a pattern.
std::size_t common_segments(std::string_view pattern, std::string_view path) {
  std::size_t count = 0;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const auto expected = pattern.substr(0, pattern.find('/', 1));
    const auto segment = path.substr(0, path.find('/', 1));
    if (expected != segment && !expected.starts_with("/{")) break;
    pattern.remove_prefix(expected.size());
    path.remove_prefix(segment.size());
    ++count;
  }
  return count;
}

}  // namespace

std::span<const Operation> operations() { return kOperations; }

const Operation* find_operation(std::string_view id) {
  const auto* const found = std::ranges::find(kOperations, id, &Operation::id);
  return found == kOperations.end() ? nullptr : found;
}

std::span<const UnmockedOperation> unmocked_operations() { return kUnmocked; }

std::string_view operation_called(std::string_view method, std::string_view path) {
  if (const auto* const mocked = find_route(method, path).operation) return mocked->id;
  const auto* const found = std::ranges::find_if(kUnmocked, [&](const auto& operation) {
    return operation.method == method && match_path(operation.path, path);
  });
  return found == kUnmocked.end() ? std::string_view() : found->id;
}

std::vector<std::string> callable_operations() {
  std::vector<std::string> ids;
  for (const auto& operation : kOperations) ids.emplace_back(operation.id);
  for (const auto& operation : kUnmocked) ids.emplace_back(operation.id);
  return ids;
}

std::vector<std::string> names_of(std::span<const FieldRule> rules) {
  std::vector<std::string> names;
  for (const auto& rule : rules) names.emplace_back(rule.name);
  return names;
}

std::vector<CatalogueReply> answers_of(const Operation& operation) {
  std::vector<CatalogueReply> answers;
  const auto add = [&](std::string_view name) {
    const Wording made{200, {}, operation.provenance, operation.source};
    answers.push_back(name == kFound ? CatalogueReply{name, 0, made, made} : *find_reply(name));
  };
  std::ranges::for_each(operation.answers, add);
  std::ranges::for_each(kCommonAnswers, add);
  return answers;
}

std::string_view least_scope(const Operation& operation) {
  const auto breadth = [](std::string_view scope) {
    const bool is_classic = std::ranges::count(scope, ':') < 2;
    return (scope.ends_with(":admin") ? 2 : 0) + (is_classic ? 1 : 0);
  };
  return *std::ranges::min_element(operation.scopes, {}, breadth);
}

std::span<const FieldRule> livestream_fields() { return kLivestreamFields; }

bool is_meeting_parameter(std::string_view name) {
  if (name == "meeting_id") return true;  // as placeholders write it
  return std::ranges::any_of(kOperations, [&](const Operation& operation) {
    return operation.id_kind == IdKind::kMeeting && operation.id_name == name;
  });
}

std::string path_with(const Operation& operation, std::string_view id) {
  std::string path(operation.path);
  if (operation.id_kind == IdKind::kNone) return path;
  const auto open = path.find('{');
  return path.replace(open, path.find('}') + 1 - open, id);
}

bool Route::names_meeting() const {
  return operation != nullptr && operation->id_kind == IdKind::kMeeting;
}

Route find_route(std::string_view method, std::string_view path) {
  Route route;
  for (const auto& operation : kOperations) {
    const auto parameters = match_path(operation.path, path);
    if (!parameters && path != without_id(operation)) continue;
    if (operation.method != method) {
      route.allowed.emplace_back(operation.method);
      continue;
    }
    route.operation = &operation;
    if (parameters && !parameters->empty()) {
      const auto& id = parameters->front().second;
      route.id = route.names_meeting() ? canonical_meeting_id(id) : id;
    }
    return route;
  }
  return route;
}

std::vector<std::string> nearest_endpoints(std::string_view path) {
  std::vector<std::string> nearest;
  std::size_t most = 0;
  for (const auto& operation : kOperations) {
    const auto common = common_segments(operation.path, path);
    if (common < most) continue;
    if (common > most) nearest.clear();
    most = common;
    nearest.push_back(std::string(operation.method) + " " + std::string(operation.path));
  }
  return nearest;
}

}  // namespace zoom_mock
