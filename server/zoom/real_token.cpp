#include "server/zoom/real_token.h"

#include <algorithm>
#include <string>

#include "server/base/base64.h"
#include "server/base/json_source.h"

namespace zoom_mock {

namespace {

/// An audience is a string or a list of them (RFC 7519 4.1.3).
bool names_zoom(const JsonNode& audience) {
  return audience.text.find("://oauth.zoom.us") != std::string::npos ||
         std::ranges::any_of(audience.items, names_zoom);
}

}  // namespace

bool looks_real(std::string_view token) {
  if (!token.starts_with("eyJ")) return false;  // {" in base64: no other token is looked into
  const auto header_end = token.find('.');
  const auto claims_end = token.find('.', header_end + 1);
  if (claims_end == std::string_view::npos) return false;
  const auto text = base64_decode(token.substr(header_end + 1, claims_end - header_end - 1));
  const auto claims = parse_json(text, JsonComments::kRefused).root;
  return std::ranges::any_of(claims.members, [](const JsonMember& claim) {
    return (claim.key == "iss" && claim.value.text.starts_with("zm:")) ||
           (claim.key == "aud" && names_zoom(claim.value));
  });
}

}  // namespace zoom_mock
