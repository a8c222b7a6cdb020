#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/app/scenario_watch.h"
#include "server/app/webhook_sender.h"
#include "server/base/clock.h"
#include "server/base/problem.h"
#include "server/mock/mock.h"
#include "server/wire/proxy.h"
#include "server/wire/tls/tls_identity.h"
#include "server/wire/transport.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

struct ServerOptions {
  /// Host, port, threads, limits, deadlines and logger. Port 0: any free one.
  TransportOptions wire;
  /// Set: a second port of the same host speaks TLS, with `tls_files` or, when there are none, with
  /// a certificate made for this server. 0: any free one.
  std::optional<std::uint16_t> tls_port;
  /// The plain port is a proxy, too, for clients that connect to kZoomHosts and nowhere else, with
  /// the same certificate.
  bool proxy = false;
  TlsFiles tls_files;
  ScenarioSources sources;
  std::uint64_t seed = 1;  ///< of every delay and fault that is drawn
  /// What the admin API asks for; made by the server when not set and others than this machine may
  /// connect.
  std::optional<std::string> admin_token;
  /// Holds the key of the tokens that the server grants, so that another one takes them; not set:
  /// it draws its own. Errors: throws as read_token_key() does.
  std::optional<std::filesystem::path> token_key = {};
  bool allow_real_tokens = false;  ///< take bearer tokens that look like Zoom's own
  JournalLimits journal = {};
  /// Show in the journal what clients sent as secrets. Errors: throws std::runtime_error when the
  /// host is not loopback.
  bool show_secrets = false;
  /// Tell in the message of each refusal in Zoom's words why, for clients that show nothing else.
  bool why_in_body = false;
  /// Where webhooks may lead beside this machine.
  WebhookHosts webhook_hosts = {};
};

/// The scenarios that a server was to start with have errors.
class ScenarioErrors : public std::runtime_error {
 public:
  explicit ScenarioErrors(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }  ///< warnings among them

 private:
  std::vector<Problem> problems_;
};

/// What came of a verification.
struct Verified {
  bool holds = false;  ///< false, too, when it cannot be told, or the assertions do not load
  std::string report;  ///< fit to be the message of a failing test
};

/// A mock that answers on its ports. Any number may run in a process; none touches what the process
/// has only once. Thread-safe but for reload() and what is about changes, which one thread calls.
class Server {
 public:
  /// Reads the scenarios and listens: when the constructor returns, requests are answered.
  ///
  /// Errors: throws ScenarioErrors; std::runtime_error that names what cannot be read or listened
  /// on.
  explicit Server(ServerOptions options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() = default;  ///< stop()s

  /// What was odd about the scenarios at the start.
  const std::vector<Problem>& warnings() const { return warnings_; }

  /// "http://127.0.0.1:8080": where clients on this machine reach it.
  std::string url() const;
  /// The same with https; nothing when there is no TLS port.
  std::optional<std::string> tls_url() const;
  std::uint16_t port() const { return transport_.port(); }
  std::uint16_t tls_port() const { return transport_.tls_port(); }  ///< 0: there is none
  bool is_proxy() const { return proxy_ != nullptr; }
  /// The file of the certificate that TLS clients are to trust; nothing when files were given.
  std::optional<std::filesystem::path> authority() const;
  /// The admin token that the server made; one that was given is known already.
  const std::optional<std::string>& made_admin_token() const { return made_admin_token_; }
  /// A bearer token that the active scenario accepts.
  std::string example_token() const;
  /// What a client that asks for a token names as its account: the active scenario.
  std::string account_id() const { return mock_.scenarios().current()->active; }
  /// With which the first receiver of the active scenario's events checks them; nothing: there is
  /// none.
  std::optional<std::string> webhook_secret() const;
  /// The client with which it asks.
  OauthClient example_client() const;
  /// A request that gets a success, to be pasted into a shell.
  std::string example_curl() const;

  /// How the expectations of all sessions stand.
  ExpectationReport expectations() const { return mock_.expectations(); }
  /// What has come so far.
  const Tally& tally() const { return mock_.tally(); }
  /// What clients have exercised of the operations, since the start.
  CoverageReport coverage() const { return mock_.coverage(); }
  /// Holds assertions, as `POST /__admin/verify` takes them, against the calls of a session, or of
  /// all when it is empty. Waits for what is being answered, and for `wait_ms`, on this thread.
  Verified verify(std::string_view assertions, std::string_view session = {});
  /// How many requests have come, but for those to the admin API.
  std::uint64_t calls() const { return mock_.calls(); }
  /// How many events webhooks were sent, each attempt counted.
  std::uint64_t webhook_attempts() const { return sender_.attempts(); }
  /// How many never became a request, because the wire refused them.
  std::uint64_t refusals() const { return mock_.refusals(); }

  /// Reads the scenarios again, and the certificate's files. Valid ones are in force at once; with
  /// an error among the problems that are returned, the scenarios stay what they were; what is
  /// wrong with the certificate is logged, and the one in force stays.
  std::vector<Problem> reload();
  /// The same when the files have changed; nothing when they have not.
  std::optional<std::vector<Problem>> reload_if_changed();
  /// Readable when was_told_of_change() has to be asked; nothing: the system tells nothing.
  std::optional<int> change_descriptor() { return watch_.descriptor(); }
  /// Whether what the system told is about the files, so that reload_if_changed() may find
  /// something.
  bool was_told_of_change() { return watch_.was_told(); }

  /// Takes no new connection, lets requests in flight end within the drain time. Webhooks that are
  /// not sent by then never are. Idempotent.
  void stop();
  /// Ends every connection, so that a stop() on another thread waits no longer.
  void cut() { transport_.cut(); }

 private:
  ScenarioSet read();
  TransportOptions wire_of(const ServerOptions& options);
  void reload_certificate();
  std::vector<Problem> take(ScenarioReading reading);

  const std::string host_;  ///< as clients on this machine write it into a URL
  const std::optional<std::string> made_admin_token_;
  const std::optional<std::string> admin_token_;  ///< that one, or the one that was given
  const SystemClock clock_;
  ScenarioWatch watch_;
  std::vector<Problem> warnings_;
  std::optional<TlsIdentity> tls_;
  std::shared_ptr<Proxy> proxy_;  ///< null: this is none
  Mock mock_;
  Transport transport_;   ///< after the mock, which it calls
  WebhookSender sender_;  ///< after both: it has the log of one and the events of the other
};

}  // namespace zoom_mock
