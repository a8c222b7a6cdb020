#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr Names<4> kUserTypes = {"1", "2", "4", "99"};

constexpr std::array kUserFields = {
    FieldRule{.name = "first_name", .max_bytes = 64, .fallback = R"("")"},
    FieldRule{.name = "last_name", .max_bytes = 64, .fallback = R"("")"},
    FieldRule{.name = "display_name", .max_bytes = 128},
    FieldRule{.name = "type", .kind = kInteger, .values = kUserTypes, .fallback = "2"},
    FieldRule{.name = "pmi", .kind = kInteger, .min = 1'000'000'000, .max = 99'999'999'999},
    FieldRule{.name = "timezone", .max_bytes = 64, .fallback = R"("UTC")"},
    FieldRule{.name = "dept", .max_bytes = 128, .fallback = R"("")"},
    FieldRule{.name = "language", .max_bytes = 16, .fallback = R"("en-US")"},
    FieldRule{.name = "job_title", .max_bytes = 128, .fallback = R"("")"},
    FieldRule{.name = "location", .max_bytes = 256, .fallback = R"("")"},
    FieldRule{.name = "company", .max_bytes = 255, .fallback = R"("")"},
    FieldRule{.name = "use_pmi", .kind = kBoolean, .fallback = "false"},
};

/// What only the request to change one says; no user remembers it.
constexpr Names<3> kPronounsOptions = {"1", "2", "3"};
constexpr std::array kUserChangeFields = {
    FieldRule{.name = "manager", .max_bytes = 128},
    FieldRule{.name = "cost_center", .max_bytes = 128},
    FieldRule{.name = "vanity_name", .max_bytes = 128},
    FieldRule{.name = "host_key", .max_bytes = 10, .is_secret = true},
    FieldRule{.name = "group_id", .max_bytes = 64},
    FieldRule{.name = "division_ids", .kind = kList},
    FieldRule{.name = "phone_numbers", .kind = kList},
    FieldRule{.name = "phone_country", .max_bytes = 64},
    FieldRule{.name = "phone_number", .max_bytes = 64},
    FieldRule{.name = "pronouns", .max_bytes = 128},
    FieldRule{.name = "pronouns_option", .kind = kInteger, .values = kPronounsOptions},
    FieldRule{.name = "custom_attributes", .kind = kList},
    FieldRule{.name = "cms_user_id", .max_bytes = 128},
    FieldRule{.name = "feature.zoom_phone", .kind = kBoolean},
    FieldRule{.name = "zoom_one_type", .kind = kInteger},
    FieldRule{.name = "plan_united_type", .max_bytes = 16},
    FieldRule{.name = "about_me", .max_bytes = 2000},
    FieldRule{.name = "linkedin_url", .max_bytes = 1024},
    FieldRule{.name = "license_info_list", .kind = kList},
};

constexpr auto kUserUpdateBody = joined(kUserFields, kUserChangeFields);

constexpr Names<4> kCreateActions = {"create", "autoCreate", "custCreate", "ssoCreate"};

/// What of kUserFields is below `user_info` has the limits that it has there.
constexpr std::array kUserCreateBody = {
    FieldRule{.name = "action", .values = kCreateActions, .required = true, .sample = "create"},
    FieldRule{.name = "user_info.email",
              .kind = kEmail,
              .max_bytes = 128,
              .required = true,
              .sample = "grace@example.com"},
    FieldRule{.name = "user_info.type",
              .kind = kInteger,
              .values = kUserTypes,
              .required = true,
              .sample = "1"},
    FieldRule{.name = "user_info.first_name", .max_bytes = 64},
    FieldRule{.name = "user_info.last_name", .max_bytes = 64},
    FieldRule{.name = "user_info.display_name", .max_bytes = 128},
    FieldRule{.name = "user_info.password", .min_bytes = 8, .max_bytes = 32, .is_secret = true},
    FieldRule{.name = "user_info.division_ids", .kind = kList},
    FieldRule{.name = "user_info.feature.zoom_phone", .kind = kBoolean},
    FieldRule{.name = "user_info.feature.zoom_one_type", .kind = kInteger},
    FieldRule{.name = "user_info.plan_united_type", .max_bytes = 16},
    FieldRule{.name = "user_info.license_info_list", .kind = kList},
};

constexpr Names<3> kUserStates = {"active", "inactive", "pending"};

constexpr std::array kUserListQuery = {
    FieldRule{.name = "status", .values = kUserStates, .fallback = R"("active")"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 2000, .fallback = "30"},
    FieldRule{.name = "page_number", .kind = kInteger},
    FieldRule{.name = "next_page_token"},
    FieldRule{.name = "role_id"},
    FieldRule{.name = "include_fields"},
    FieldRule{.name = "license"},
};

constexpr std::array kUserQuery = {
    FieldRule{.name = "login_type", .kind = kInteger},
    FieldRule{.name = "encrypted_email", .kind = kBoolean},
    FieldRule{.name = "search_by_unique_id", .kind = kBoolean},
};

constexpr std::array kUserUpdateQuery = {
    FieldRule{.name = "login_type", .kind = kInteger},
    FieldRule{.name = "remove_tsp_credentials", .kind = kBoolean},
};

constexpr Names<2> kDeleteActions = {"disassociate", "delete"};
constexpr std::array kUserDeleteQuery = {
    FieldRule{.name = "action", .values = kDeleteActions, .fallback = R"("disassociate")"},
    FieldRule{.name = "encrypted_email", .kind = kBoolean},
    FieldRule{.name = "transfer_email"},
    FieldRule{.name = "transfer_meeting", .kind = kBoolean},
    FieldRule{.name = "transfer_webinar", .kind = kBoolean},
    FieldRule{.name = "transfer_recording", .kind = kBoolean},
    FieldRule{.name = "transfer_whiteboard", .kind = kBoolean},
    FieldRule{.name = "transfer_clipfiles", .kind = kBoolean},
    FieldRule{.name = "transfer_notes", .kind = kBoolean},
    FieldRule{.name = "transfer_visitors", .kind = kBoolean},
    FieldRule{.name = "transfer_docs", .kind = kBoolean},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<5> kReadUserScopes = {"user:read", "user:read:admin", "user_info:read",
                                      "user:read:user", "user:read:user:admin"};
constexpr Names<3> kListUsersScopes = {"user:read:admin", "user:read:list_users:admin",
                                       "user:read:list_users:master"};
constexpr Names<3> kCreateUserScopes = {"user:write:admin", "user:write:user:admin",
                                        "user:write:user:master"};
constexpr Names<5> kUpdateUserScopes = {"user:write", "user:write:admin", "user:update:user",
                                        "user:update:user:admin", "user:update:user:master"};
constexpr Names<5> kDeleteUserScopes = {"user:write", "user:write:admin", "user:delete:user",
                                        "user:delete:user:admin", "user:delete:user:master"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<1> kUserAnswers = {kFound};
constexpr Names<2> kUserListAnswers = {kFound, "page-token-invalid"};
constexpr Names<3> kCreateUserAnswers = {kCreated, "user-already-in-account", "session-full"};
constexpr Names<2> kChangeUserAnswers = {"done", "session-full"};
constexpr Names<3> kDeleteUserAnswers = {"done", "transfer-to-same-user", "session-full"};

constexpr std::array kUserWordings = {kUserAbsent};
constexpr std::array kUnstoppedWordings = {kUserAbsentUnstopped};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kUserOperations = {
    Operation{.id = "user",
              .method = "GET",
              .path = "/v2/users/{userId}",
              .id_kind = kUser,
              .label = kLight,
              .scopes = kReadUserScopes,
              .answers = kUserAnswers,
              .query = kUserQuery,
              .rewordings = kUserWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kUsersSpec},
    Operation{.id = "users",
              .method = "GET",
              .path = "/v2/users",
              .label = kMedium,
              .scopes = kListUsersScopes,
              .answers = kUserListAnswers,
              .query = kUserListQuery,
              .provenance = kDocumented,
              .source = kUsersSpec},
    Operation{.id = "userCreate",
              .method = "POST",
              .path = "/v2/users",
              .label = kLight,
              .scopes = kCreateUserScopes,
              .answers = kCreateUserAnswers,
              .fields = kUserCreateBody,
              .provenance = kDocumented,
              .source = kUsersSpec},
    Operation{.id = "userUpdate",
              .method = "PATCH",
              .path = "/v2/users/{userId}",
              .id_kind = kUser,
              .label = kLight,
              .scopes = kUpdateUserScopes,
              .answers = kChangeUserAnswers,
              .fields = kUserUpdateBody,
              .query = kUserUpdateQuery,
              .rewordings = kUnstoppedWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kUsersSpec},
    // Not `me`: whoever sends samples to the real API is to stay in their account.
    Operation{.id = "userDelete",
              .method = "DELETE",
              .path = "/v2/users/{userId}",
              .id_kind = kUser,
              .label = kLight,
              .scopes = kDeleteUserScopes,
              .answers = kDeleteUserAnswers,
              .query = kUserDeleteQuery,
              .rewordings = kUserWordings,
              .sample_id = "ada@example.com",
              .provenance = kDocumented,
              .source = kUsersSpec},
};

}  // namespace

std::span<const Operation> user_operations() { return kUserOperations; }

std::span<const FieldRule> user_fields() { return kUserFields; }

}  // namespace zoom_mock
