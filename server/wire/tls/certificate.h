#pragma once

#include <string>

#include "server/base/clock.h"

namespace zoom_mock {

/// A certificate and its private key, each as PEM text. The key is not encrypted.
struct KeyPair {
  std::string certificate;
  std::string key;
};

/// A local authority, and what it signed for the names that Zoom's clients hard-code.
struct Certificates {
  KeyPair ca;
  KeyPair server;
};

/// Apple's systems refuse a server certificate that is valid for more than 825 days.
inline constexpr int kValidDays = 820;

/// Makes a new authority, and a server certificate for api.zoom.us, zoom.us, localhost, 127.0.0.1
/// and ::1. Every call draws new keys.
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
