#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

constexpr std::string_view kUsersSpec =
    "Users specification of 2022-23 (U23), npm @zoom/rivet 0.4.0";

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

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<5> kReadUserScopes = {"user:read", "user:read:admin", "user_info:read",
                                      "user:read:user", "user:read:user:admin"};
constexpr Names<3> kListUsersScopes = {"user:read:admin", "user:read:list_users:admin",
                                       "user:read:list_users:master"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<1> kUserAnswers = {kFound};
constexpr Names<2> kUserListAnswers = {kFound, "page-token-invalid"};

constexpr std::array kUserWordings = {kUserAbsent};

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
};

}  // namespace

std::span<const Operation> user_operations() { return kUserOperations; }

std::span<const FieldRule> user_fields() { return kUserFields; }

}  // namespace zoom_mock
