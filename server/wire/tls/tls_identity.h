#pragma once

#include <filesystem>
#include <optional>

#include "server/base/clock.h"
#include "server/wire/tls/tls.h"

namespace zoom_mock {

/// Where the certificate of a TLS port comes from. Both or none.
struct TlsFiles {
  std::optional<std::filesystem::path> certificate;
  std::optional<std::filesystem::path> key;
};

/// What the TLS port of one run shows its clients: the files it was given; without them a
/// certificate of an authority made for this run, whose key nobody ever sees.
class TlsIdentity {
 public:
  /// Errors: throws std::runtime_error naming the file or the folder.
  TlsIdentity(const TlsFiles& files, Clock::TimePoint now);
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;
  ~TlsIdentity() = default;

  const TlsContext& context() const { return context_; }
  /// What the files say now; nothing when there are none. Errors: as at the start.
  std::optional<TlsContext> read_again() const;
  /// The key's file when users other than the owner and its group can read it.
  std::optional<std::filesystem::path> exposed_key() const;
  /// The authority's certificate, for clients to trust; nothing when files were given.
  std::optional<std::filesystem::path> authority() const;

 private:
  /// Goes away with everything in it.
  struct TemporaryFolder {
    TemporaryFolder() = default;
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    std::filesystem::path path;  ///< empty: there is none
  };

  TlsContext own_context(Clock::TimePoint now);

  const TlsFiles files_;
  TemporaryFolder folder_;  ///< holds ca.pem
  TlsContext context_;
};

}  // namespace zoom_mock
