#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// How an app gets a token at `POST /oauth/token`.
///
/// Source: documented, developers.zoom.us/docs/integrations/oauth and
/// developers.zoom.us/docs/internal-apps/s2s-oauth.
enum class GrantType {
  kAccount,  ///< for the account that the app is installed in
  kClient,   ///< for what belongs to the app itself
  kCode,     ///< for a user, by the code that GET /oauth/authorize gave
  kRefresh,  ///< for that user again, by the refresh token of the last grant
};

/// "account_credentials", …
std::string_view grant_name(GrantType grant);
/// Nothing when no grant has that name.
std::optional<GrantType> find_grant(std::string_view name);
std::vector<std::string> grant_names();

}  // namespace zoom_mock
