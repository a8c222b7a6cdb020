#include "server/zoom/operations.h"

#include <algorithm>
#include <array>

#include "server/http/target.h"

namespace zoom_mock {

namespace {

constexpr std::array<std::string_view, 4> kUpdateScopes = {"meeting:write", "meeting:write:admin",
                                                           "meeting:update:livestream",
                                                           "meeting:update:livestream:admin"};

constexpr std::array kLivestreamFields = {
    FieldRule{"stream_url", 1024, true, false},
    FieldRule{"stream_key", 512, true, false},
    FieldRule{"page_url", 1024, true, true},
    // Assumed: no limit is documented; it keeps what a session remembers small.
    FieldRule{"resolution", 64, false, false},
};

constexpr std::array kOperations = {
    Operation{"meetingLiveStreamUpdate", "Update a live stream", "PATCH",
              "/v2/meetings/{meetingId}/livestream", "meetingId", kUpdateScopes, kLivestreamFields,
              "documented: the Postman collection; scopes from S25"},
};

/// The path with its named segment left out: /v2/meetings/livestream.
std::string without_id(const Operation& operation) {
  const std::string named = "/{" + std::string(operation.id_name) + "}";
  std::string path(operation.path);
  return path.erase(path.find(named), named.size());
}

}  // namespace

std::span<const Operation> operations() { return kOperations; }

const Operation* find_operation(std::string_view id) {
  const auto* const found = std::ranges::find(kOperations, id, &Operation::id);
  return found == kOperations.end() ? nullptr : found;
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
    if (parameters) route.meeting_id = parameters->front().second;
    return route;
  }
  return route;
}

}  // namespace zoom_mock
