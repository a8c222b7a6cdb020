#include "server/app/server.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <random>
#include <utility>

#include "server/app/token_key.h"
#include "server/http/host.h"
#include "server/http/target.h"
#include "server/http/waiting.h"
#include "server/mock/example_request.h"
#include "server/wire/tls/certificate.h"

namespace zoom_mock {

namespace {

/// What a client on this machine connects to: of "every address" the loopback one.
std::string reachable(const std::string& host) {
  return host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host;
}

/// 128 bits.
std::string random_token() {
  std::random_device source;
  std::string token;
  for (int i = 0; i < 4; ++i) token += spdlog::fmt_lib::format("{:08x}", source());
  return token;
}

/// Where others may connect, the admin API asks for a token.
std::optional<std::string> token_to_make(const ServerOptions& options) {
  if (is_loopback(options.wire.host) || options.admin_token) return std::nullopt;
  return random_token();
}

std::string texts_of(const std::vector<Problem>& problems) {
  std::string texts;
  for (const auto& problem : problems) texts += render(problem);
  return texts + count_problems(problems) + ".";
}

MockOptions mock_options(ScenarioSet set, const ServerOptions& options,
                         const std::optional<std::string>& admin_token) {
  if (options.show_secrets && !is_loopback(options.wire.host)) {
    throw std::runtime_error("secrets are shown (--show-secrets) on loopback only, not on " +
                             options.wire.host);
  }
  return {.set = std::move(set),
          .seed = options.seed,
          .admin_token = admin_token,
          .journal = options.journal,
          .real_tokens = options.allow_real_tokens ? RealTokens::kAllowed : RealTokens::kRefused,
          .secrets = options.show_secrets ? Secrets::kShown : Secrets::kMasked,
          .why_in_body = options.why_in_body,
          .webhook_hosts = options.webhook_hosts,
          .token_key = read_token_key(options.token_key)};
}

std::chrono::microseconds since(std::chrono::steady_clock::time_point asked) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               asked);
}

Ending ending_of(BreakOff break_off) {
  switch (break_off) {
    case BreakOff::kClientLeft:
      return Ending::kClientLeft;
    case BreakOff::kStopped:
      return Ending::kStopped;
    case BreakOff::kFault:
      return Ending::kFault;
    case BreakOff::kCut:
      return Ending::kCut;
  }
  return Ending::kCut;
}

/// What the wire alone knows of exchanges.
Observer journal_of(Mock& mock) {
  Observer observer;
  observer.refused = [&mock](const Answer& answer, auto asked) {
    mock.note_refusal(answer.status, answer.explanation, since(asked));
  };
  observer.abandoned = [&mock](const std::string& how) { mock.note_abandoned(how); };
  observer.delivered = [&mock](const Exchanged& exchanged) {
    mock.journal().end(exchanged.answer.number, Ending::kWritten, since(exchanged.asked));
  };
  observer.broken_off = [&mock](const Exchanged& exchanged, BreakOff break_off) {
    mock.journal().end(exchanged.answer.number, ending_of(break_off), since(exchanged.asked));
  };
  return observer;
}

}  // namespace

ScenarioErrors::ScenarioErrors(std::vector<Problem> problems)
    : std::runtime_error(texts_of(problems)), problems_(std::move(problems)) {}

Server::Server(ServerOptions options)
    : host_(host_in_url(reachable(options.wire.host))),
      made_admin_token_(token_to_make(options)),
      admin_token_(made_admin_token_ ? made_admin_token_ : options.admin_token),
      watch_(options.sources, options.webhook_hosts),
      mock_(mock_options(read(), options, admin_token_), clock_),
      transport_(wire_of(options),
                 [this](const Request& request) { return mock_.handle(request); }),
      sender_(mock_.outbox(), clock_, options.webhook_hosts, transport_.logger()) {
  if (const auto key = tls_ ? tls_->exposed_key() : std::nullopt) {
    transport_.logger().warn("every user of this machine can read the key {}: chmod 600 it",
                             key->string());
  }
  if (is_loopback(options.wire.host)) return;
  transport_.logger().warn("listening on {}: anyone who can reach this machine can use the mock",
                           options.wire.host);
}

ScenarioSet Server::read() {
  auto reading = watch_.read();
  if (!reading.set) throw ScenarioErrors(std::move(reading.problems));
  warnings_ = std::move(reading.problems);
  return std::move(*reading.set);
}

TransportOptions Server::wire_of(const ServerOptions& options) {
  auto wire = options.wire;
  wire.observers.push_back(journal_of(mock_));
  if (!options.tls_port && !options.proxy) return wire;
  tls_.emplace(options.tls_files, clock_.now());
  if (options.tls_port) wire.tls = {*options.tls_port, tls_->context()};
  if (options.proxy) {
    proxy_ = std::make_shared<Proxy>(std::vector<std::string>(kZoomHosts.begin(), kZoomHosts.end()),
                                     tls_->context());
  }
  wire.proxy = proxy_;
  return wire;
}

std::string Server::url() const { return "http://" + host_ + ":" + std::to_string(port()); }

std::optional<std::string> Server::tls_url() const {
  if (tls_port() == 0) return std::nullopt;
  return "https://" + host_ + ":" + std::to_string(tls_port());
}

std::optional<std::filesystem::path> Server::authority() const {
  return tls_ ? tls_->authority() : std::nullopt;
}

std::string Server::example_token() const {
  return zoom_mock::example_token(*mock_.scenarios().current());
}

std::optional<std::string> Server::webhook_secret() const {
  const auto set = mock_.scenarios().current();
  const auto& webhooks = set->scenarios.at(set->active)->webhooks;
  return webhooks.empty() ? std::nullopt : std::optional(webhooks.front().secret);
}

OauthClient Server::example_client() const {
  return zoom_mock::example_client(*mock_.scenarios().current());
}

std::string Server::example_curl() const {
  return zoom_mock::example_curl(url(), *mock_.scenarios().current());
}

Verified Server::verify(std::string_view assertions, std::string_view session) {
  Request request{.method = "POST",
                  .target = "/__admin/verify",
                  .headers = {{"Host", "localhost"}, {"Content-Type", "application/json"}},
                  .body = std::string(assertions)};
  if (!session.empty()) request.target += "?session=" + percent_encode(session);
  if (admin_token_) request.headers.add("Authorization", "Bearer " + *admin_token_);
  auto response = wait_for(mock_.handle(request));
  return {response.status == 200, std::move(response.body)};
}

void Server::stop() {
  transport_.stop();
  sender_.stop();
}

std::vector<Problem> Server::reload() {
  reload_certificate();
  return take(watch_.read_again());
}

void Server::reload_certificate() {
  if (!tls_) return;
  try {
    const auto context = tls_->read_again();
    if (!context) return;
    transport_.use(*context);
    if (proxy_) proxy_->use(*context);
    transport_.logger().info("the certificate was reloaded");
  } catch (const std::exception& error) {
    transport_.logger().error("the certificate in force stays: {}", error.what());
  }
}

std::optional<std::vector<Problem>> Server::reload_if_changed() {
  auto reading = watch_.poll();
  if (!reading) return std::nullopt;
  return take(std::move(*reading));
}

std::vector<Problem> Server::take(ScenarioReading reading) {
  if (reading.set) {
    mock_.scenarios().replace(std::move(*reading.set));
    transport_.logger().info("the scenarios were reloaded");
  } else {
    mock_.scenarios().reject(reading.problems);
  }
  return std::move(reading.problems);
}

}  // namespace zoom_mock
