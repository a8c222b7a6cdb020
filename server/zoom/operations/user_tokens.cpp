#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr Names<3> kUserTokenTypes = {"token", "zak", "onbehalf"};
constexpr std::array kUserTokenQuery = {
    FieldRule{.name = "type", .values = kUserTokenTypes, .fallback = R"("token")"},
    FieldRule{.name = "ttl", .kind = kInteger, .max = 31'536'000, .fallback = "7200"},
    FieldRule{.name = "meeting_id"},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<5> kUserTokenScopes = {"user:read", "user:read:admin", "user:read:token",
                                       "user:read:token:admin", "user:read:token:master"};
constexpr Names<3> kZakScopes = {"user_zak:read", "user:read:zak", "user:read:zak:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<1> kUserTokenAnswers = {kFound};
constexpr Names<2> kZakAnswers = {kFound, "user-does-not-exist"};

constexpr std::array kUserTokenWordings = {kUserAbsentUnstopped};
constexpr std::array kZakWordings = {
    reworded("user-does-not-exist", {404, "User not exist.", kDocumented, kUsersSpec}),
};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kUserTokenOperations = {
    Operation{.id = "userToken",
              .method = "GET",
              .path = "/v2/users/{userId}/token",
              .id_kind = kUser,
              .label = kLight,
              .scopes = kUserTokenScopes,
              .answers = kUserTokenAnswers,
              .query = kUserTokenQuery,
              .rewordings = kUserTokenWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kUsersSpec},
    Operation{.id = "userZak",
              .method = "GET",
              .path = "/v2/users/me/zak",
              .label = kLight,
              .scopes = kZakScopes,
              .answers = kZakAnswers,
              .rewordings = kZakWordings,
              .provenance = kDocumented,
              .source = kUsersSpec},
};

}  // namespace

std::span<const Operation> user_token_operations() { return kUserTokenOperations; }

}  // namespace zoom_mock
