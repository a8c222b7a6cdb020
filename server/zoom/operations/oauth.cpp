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

constexpr Names<5> kDownloadAnswers = {kRedirected, kFound, "access-token-invalid", "token-expired",
                                       "recording-does-not-exist"};

constexpr std::array kSiteOperations = {
    SiteOperation{kTokenOperation, "POST", "/oauth/token", kTokenAnswers, kDocumented, kOauthPage},
    SiteOperation{kAuthorizeOperation, "GET", "/oauth/authorize", kAuthorizeAnswers, kDocumented,
                  kOauthPage},
    SiteOperation{kRevokeOperation, "POST", "/oauth/revoke", kRevokeAnswers, kDocumented,
                  kOauthPage},
    SiteOperation{kDownloadOperation, "GET", "/rec/{use}/{fileId}", kDownloadAnswers, kDocumented,
                  "S25, `download_url`; the paths of URLs are assumed, but for their beginnings"},
};

}  // namespace

std::span<const SiteOperation> site_operations() { return kSiteOperations; }

}  // namespace zoom_mock
