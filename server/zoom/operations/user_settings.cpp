#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

constexpr Names<3> kSettingsOptions = {"meeting_authentication", "recording_authentication",
                                       "meeting_security"};
constexpr std::array kSettingsQuery = {
    FieldRule{.name = "login_type", .kind = kInteger},
    FieldRule{.name = "option", .values = kSettingsOptions},
    FieldRule{.name = "custom_query_fields"},
};

constexpr Names<5> kSettingsScopes = {"user:read", "user:read:admin", "user:read:settings",
                                      "user:read:settings:admin", "user:read:settings:master"};

constexpr Names<2> kSettingsAnswers = {kFound, "invitation-not-found"};

constexpr std::array kSettingsWordings = {kUserAbsent};

constexpr std::array kSettingsOperations = {
    Operation{.id = "userSettings",
              .method = "GET",
              .path = "/v2/users/{userId}/settings",
              .id_kind = kUser,
              .label = kMedium,
              .scopes = kSettingsScopes,
              .answers = kSettingsAnswers,
              .query = kSettingsQuery,
              .rewordings = kSettingsWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kUsersSpec},
};

}  // namespace

std::span<const Operation> user_settings_operations() { return kSettingsOperations; }

}  // namespace zoom_mock
