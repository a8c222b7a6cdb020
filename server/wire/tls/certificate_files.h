#pragma once

#include <filesystem>

#include "server/wire/tls/certificate.h"

namespace zoom_mock {

/// Where the certificates of a folder lie.
struct CertificateFiles {
  std::filesystem::path ca;          ///< ca.pem
  std::filesystem::path ca_key;      ///< ca-key.pem
  std::filesystem::path server;      ///< server.pem
  std::filesystem::path server_key;  ///< server-key.pem
};

/// Writes the four files into `folder`, which is made when missing. Only the owner can read the
/// keys (mode 0600), from their first byte on. Nothing is installed in any trust store.
///
/// Errors: throws std::runtime_error that names the file; then none of the four was written,
/// and what was there before is untouched. Files are never overwritten.
CertificateFiles write_certificates(const Certificates& certificates,
                                    const std::filesystem::path& folder);

}  // namespace zoom_mock
