#pragma once

#include <string_view>

namespace zoom_mock {

/// Whether a bearer token looks like one that Zoom issued: a JWT whose claims name Zoom's OAuth
/// server as the issuer's kind or the audience. Its signature cannot be checked here.
///
/// Source: observed. That access tokens are signed JWTs: devforum 7899 and 83624. The claims
/// ("iss": "zm:cid:...", "aud": "https://oauth.zoom.us"): second-hand, public test code that
/// imitates them.
bool looks_real(std::string_view token);

}  // namespace zoom_mock
