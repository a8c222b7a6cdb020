#include "server/wire/acceptor.h"

#include <algorithm>
#include <system_error>

#include "server/http/host.h"

namespace zoom_mock {

namespace {

using asio::ip::tcp;
using std::error_code;

constexpr int kBacklog = 4096;

/// The one address to listen on. Of a name's several addresses IPv4 is taken, and never another one
/// because that is in use: a name must not quietly become a second server.
tcp::endpoint endpoint_of(const std::string& host, std::uint16_t port, asio::io_context& io,
                          error_code& error) {
  if (const auto address = asio::ip::make_address(numeric_host(host), error); !error)
    return {address, port};
  const auto found =
      tcp::resolver(io).resolve(host, std::to_string(port), tcp::resolver::numeric_service, error);
  if (error) return {};
  const auto ipv4 = std::find_if(found.begin(), found.end(), [](const auto& entry) {
    return entry.endpoint().address().is_v4();
  });
  return (ipv4 == found.end() ? found.begin() : ipv4)->endpoint();
}

}  // namespace

Acceptor listen(const std::string& host, std::uint16_t port, const std::string& option,
                asio::io_context& io) {
  Acceptor acceptor(io);
  error_code error;
  const auto endpoint = endpoint_of(host, port, io, error);
  if (!error) acceptor.open(endpoint.protocol(), error);
  // Not SO_REUSEPORT: a second server on the port would get half of the connections.
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (!error) return acceptor;
  const bool is_taken = error == asio::error::address_in_use;
  throw std::system_error(error, "cannot listen on " + host_in_url(host) + ":" +
                                     std::to_string(port) +
                                     (is_taken ? " (try " + option + " 0 for any free one)" : ""));
}

}  // namespace zoom_mock
