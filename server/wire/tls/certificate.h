#pragma once

#include <array>
#include <string>
#include <string_view>

#include "server/base/clock.h"

namespace zoom_mock {

/// A certificate and its private key, each as PEM text. The key is not encrypted.
struct KeyPair {
  std::string certificate;
  std::string key;
};

/// The hosts of Zoom's API: what clients have hard-coded or are told, as `api_url`, by the token
/// endpoint. Source: documented, developers.zoom.us, for the first two; observed for the regional
/// ones, in ZoomNet's ZoomClientOptions.cs.
inline constexpr std::array<std::string_view, 9> kZoomHosts = {
    "api.zoom.us",    "zoom.us",        "api-us.zoom.us", "api-eu.zoom.us", "api-au.zoom.us",
    "api-ca.zoom.us", "api-in.zoom.us", "api-sa.zoom.us", "api-sg.zoom.us"};

/// A local authority, and what it signed for the names that Zoom's clients hard-code.
struct Certificates {
  KeyPair ca;
  KeyPair server;
};

/// Apple's systems refuse a server certificate that is valid for more than 825 days.
inline constexpr int kValidDays = 820;

/// Makes a new authority, and a server certificate for kZoomHosts, localhost, 127.0.0.1 and ::1.
/// Every call draws new keys.
///
/// A client that trusts the authority trusts it for little: it may sign TLS servers below zoom.us
/// and localhost and on the two addresses, nothing else.
///
/// Both are valid from a day before `now`, for clients whose clock is behind, to kValidDays after.
///
/// Errors: throws std::runtime_error with OpenSSL's reason.
/// Thread-safe.
Certificates make_certificates(Clock::TimePoint now);

}  // namespace zoom_mock
