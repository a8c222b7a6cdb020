#include "server/app/contract_client.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

#include "server/app/breakable_connection.h"
#include "server/base/explanation.h"
#include "server/http/host.h"
#include "server/http/url.h"

namespace zoom_mock {

namespace {

/// Far more than any answer to these requests has.
constexpr std::size_t kMostBody = 1024UL * 1024;
constexpr std::chrono::milliseconds kAgain{1};

ContractAnswer exchange(const HttpUrl& url, const Request& request,
                        std::chrono::milliseconds patience, BreakableConnection& connection) {
  httplib::Client client((url.is_secure ? "https://" : "http://") +
                         host_in_url(numeric_host(url.host)) + ":" + std::to_string(url.port));
  // The patience is kept by breaking off.
  client.set_connection_timeout(2 * patience);
  client.set_read_timeout(2 * patience);
  client.set_write_timeout(2 * patience);
  client.set_follow_location(false);
  connection.follow(client);

  ContractAnswer answer;
  httplib::Request sent;
  sent.method = request.method;
  sent.path = url.target;
  sent.body = request.body;
  sent.set_header("Host", url.authority);
  for (const auto& [name, value] : request.headers) sent.set_header(name, value);
  sent.content_receiver = [&answer](const char* data, std::size_t size, auto... /*progress*/) {
    answer.body.append(data, std::min(size, kMostBody + 1 - answer.body.size()));
    return answer.body.size() <= kMostBody;
  };
  const auto result = client.send(sent);
  if (answer.body.size() > kMostBody) return {.failure = "the answer has more than 1 MiB"};
  if (!result) return {.failure = failure_in_words(result.error())};
  answer.status = result->status;
  for (const auto& [name, value] : result->headers) answer.headers.add(name, value);
  return answer;
}

}  // namespace

std::string objection_to_base_url(const std::string& url) {
  const auto address = parse_http_url(url);
  if (address && address->target.find('?') == std::string::npos) return {};
  // A user's password stands before an '@', a secret perhaps behind a '?'.
  const bool is_secret = url.find_first_of("@?") != std::string::npos;
  return (is_secret ? "this" : quote(url)) + " is no URL of an API, such as https://api.zoom.us/v2";
}

ContractClient::ContractClient(std::string base_url, std::chrono::milliseconds pause,
                               std::chrono::milliseconds patience)
    : base_url_(base_url.ends_with('/') ? base_url.substr(0, base_url.size() - 1)
                                        : std::move(base_url)),
      pause_(pause),
      patience_(patience) {}

ContractAnswer ContractClient::send(const Request& request) {
  if (has_sent_) std::this_thread::sleep_for(pause_);
  has_sent_ = true;
  const auto url = parse_http_url(base_url_ + request.target);
  if (!url) return {.failure = "what stands behind the base URL makes no URL of it"};
  BreakableConnection connection;
  auto sending = std::async(std::launch::async,
                            [&] { return exchange(*url, request, patience_, connection); });
  if (sending.wait_for(patience_) == std::future_status::ready) return sending.get();
  // Once is not enough when there was no connection yet.
  while (sending.wait_for(kAgain) != std::future_status::ready) connection.break_off();
  return {.failure = "no whole answer in " + std::to_string(patience_.count()) + " ms"};
}

}  // namespace zoom_mock
