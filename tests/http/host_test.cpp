#include "server/http/host.h"

#include <doctest/doctest.h>

#include <string>

namespace zoom_mock {

TEST_CASE("host: localhost and the names below it are an address, other hosts stay as they are") {
  for (const std::string host :
       {"localhost", "LocalHost", "localhost.", "api.localhost", "a.b.LOCALHOST."}) {
    CAPTURE(host);
    CHECK(numeric_host(host) == "127.0.0.1");
    CHECK(is_loopback(host));
  }
  for (const std::string host :
       {"", ".", "mock.test", "localhost.test", "notlocalhost", "localhost..", "ocalhost"}) {
    CAPTURE(host);
    CHECK(numeric_host(host) == host);
    CHECK_FALSE(is_loopback(host));
  }
}

TEST_CASE("host: loopback is the network of 127 and ::1, as written or in brackets") {
  for (const std::string host : {"127.0.0.1", "127.0.0.2", "::1", "[::1]"}) {
    CHECK(is_loopback(host));
    CHECK(numeric_host(host) == host);
  }
  for (const std::string host : {"128.0.0.1", "127.0.0.1.evil.test", "::2", "0.0.0.0"}) {
    CHECK_FALSE(is_loopback(host));
  }
}

TEST_CASE("host: an IPv6 address has brackets in a URL") {
  CHECK(host_in_url("::1") == "[::1]");
  CHECK(host_in_url("127.0.0.1") == "127.0.0.1");
  CHECK(host_in_url("mock.test") == "mock.test");
}

}  // namespace zoom_mock
