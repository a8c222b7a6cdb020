#include "server/commands/admin_client.h"

#include <httplib.h>

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "server/base/explanation.h"
#include "server/commands/admin_token.h"
#include "server/http/host.h"
#include "server/http/url.h"

namespace zoom_mock {

namespace {

/// A loopback connection takes none; another machine's may.
constexpr std::chrono::seconds kToConnect{5};

/// Where a URL leads; nothing when it is no server's.
std::optional<HttpUrl> address_in(std::string_view url) {
  auto address = parse_http_url(url);
  if (!address || address->is_secure || address->target != "/") return std::nullopt;
  return address;
}

std::runtime_error no_answer(const std::string& url, httplib::Error error) {
  if (error == httplib::Error::Read) {
    return std::runtime_error(url + " takes connections and gives no answer in time");
  }
  return std::runtime_error("nobody answers at " + url + "; the URL comes from the argument or " +
                            kServerUrlVariable);
}

}  // namespace

std::string objection_to_server_url(const std::string& url) {
  if (address_in(url)) return {};
  return quote(url) + " is no server's URL, such as " + kUsualServerUrl;
}

AdminClient::AdminClient(std::string url, std::chrono::milliseconds patience)
    : url_(url.ends_with('/') ? url.substr(0, url.size() - 1) : std::move(url)),
      patience_(patience) {}

AdminAnswer AdminClient::get(const std::string& target) const {
  return send("GET", target, std::nullopt, "*/*");
}

AdminAnswer AdminClient::post(const std::string& target, const std::string& json,
                              const std::string& accept) const {
  return send("POST", target, json, accept);
}

AdminAnswer AdminClient::send(std::string_view method, const std::string& target,
                              const std::optional<std::string>& json,
                              const std::string& accept) const {
  const auto address = address_in(url_);
  if (!address) throw std::runtime_error(objection_to_server_url(url_));
  httplib::Client client(numeric_host(address->host), address->port);
  client.set_connection_timeout(kToConnect);
  client.set_read_timeout(patience_);
  httplib::Request request;
  request.method = method;
  request.path = target;
  request.set_header("Host", address->authority);
  request.set_header("Accept", accept);
  if (const char* const token = std::getenv(kAdminTokenVariable)) {
    request.set_header("Authorization", "Bearer " + std::string(token));
  }
  if (json) {
    request.set_header("Content-Type", "application/json");
    request.body = *json;
  }
  const auto result = client.send(request);
  if (!result) throw no_answer(url_, result.error());
  return {result->status, result->body};
}

}  // namespace zoom_mock
