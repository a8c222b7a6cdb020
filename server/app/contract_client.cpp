#include "server/app/contract_client.h"

#include <httplib.h>

#include <thread>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/host.h"
#include "server/http/url.h"

namespace zoom_mock {

namespace {

constexpr std::chrono::seconds kPatience{20};
/// Far more than any answer to these requests has.
constexpr std::size_t kMostBody = 1024UL * 1024;

std::string failure_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return "nobody takes the connection";
    case httplib::Error::Read:
    case httplib::Error::Write:
      return "the connection ended before a whole answer";
    case httplib::Error::SSLConnection:
      return "the TLS handshake failed";
    case httplib::Error::SSLServerVerification:
      return "the server's certificate is not one that this system trusts";
    default:
      return "no answer: " + httplib::to_string(error);
  }
}

}  // namespace

std::string objection_to_base_url(const std::string& url) {
  const auto address = parse_http_url(url);
  if (address && address->target.find('?') == std::string::npos) return {};
  return quote(url) + " is no URL of an API, such as https://api.zoom.us/v2";
}

ContractClient::ContractClient(std::string base_url, std::chrono::milliseconds pause)
    : base_url_(base_url.ends_with('/') ? base_url.substr(0, base_url.size() - 1)
                                        : std::move(base_url)),
      pause_(pause) {}

ContractAnswer ContractClient::send(const Request& request) {
  if (has_sent_) std::this_thread::sleep_for(pause_);
  has_sent_ = true;
  const auto url = parse_http_url(base_url_ + request.target);
  if (!url) return {.failure = quote(base_url_ + request.target) + " is no URL"};
  httplib::Client client((url->is_secure ? "https://" : "http://") +
                         host_in_url(numeric_host(url->host)) + ":" + std::to_string(url->port));
  client.set_connection_timeout(kPatience);
  client.set_read_timeout(kPatience);
  client.set_follow_location(false);
  client.set_tcp_nodelay(true);

  ContractAnswer answer;
  httplib::Request sent;
  sent.method = request.method;
  sent.path = url->target;
  sent.body = request.body;
  sent.set_header("Host", url->authority);
  for (const auto& [name, value] : request.headers) sent.set_header(name, value);
  sent.content_receiver = [&answer](const char* data, std::size_t size, auto... /*progress*/) {
    answer.body.append(data, std::min(size, kMostBody + 1 - answer.body.size()));
    return answer.body.size() <= kMostBody;
  };
  const auto result = client.send(sent);
  if (answer.body.size() > kMostBody) return {.failure = "the answer has more than 1 MiB"};
  if (!result) return {.failure = failure_of(result.error())};
  answer.status = result->status;
  for (const auto& [name, value] : result->headers) answer.headers.add(name, value);
  return answer;
}

}  // namespace zoom_mock
