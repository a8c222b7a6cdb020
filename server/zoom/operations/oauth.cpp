#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum Provenance;

constexpr std::string_view kOauthPage =
    "developers.zoom.us/docs/integrations/oauth; the id is assumed";

constexpr Names<6> kTokenAnswers = {
    kFound,         "client-invalid",       "grant-type-unsupported", "account-invalid",
    "code-invalid", "refresh-token-invalid"};
constexpr Names<3> kAuthorizeAnswers = {kRedirected, "consent-client-invalid",
                                        "redirect-uri-invalid"};
constexpr Names<2> kRevokeAnswers = {kFound, "client-invalid"};

constexpr std::array kOauthOperations = {
    OauthOperation{kTokenOperation, "POST", "/oauth/token", kTokenAnswers, kDocumented, kOauthPage},
    OauthOperation{kAuthorizeOperation, "GET", "/oauth/authorize", kAuthorizeAnswers, kDocumented,
                   kOauthPage},
    OauthOperation{kRevokeOperation, "POST", "/oauth/revoke", kRevokeAnswers, kDocumented,
                   kOauthPage},
};

}  // namespace

std::span<const OauthOperation> oauth_operations() { return kOauthOperations; }

}  // namespace zoom_mock
