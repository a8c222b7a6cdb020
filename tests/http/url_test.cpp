#include "server/http/url.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace zoom_mock {

TEST_CASE("url: it is taken apart") {
  struct Parts {
    std::string url;
    bool is_secure;
    std::string host;
    std::uint16_t port;
    std::string target;
  };
  for (const auto& row :
       {Parts{"http://127.0.0.1:3000/hook?a=b", false, "127.0.0.1", 3000, "/hook?a=b"},
        Parts{"https://example.com", true, "example.com", 443, "/"},
        Parts{"http://example.com?a", false, "example.com", 80, "/?a"},
        Parts{"http://[::1]:65535/", false, "::1", 65535, "/"}}) {
    CAPTURE(row.url);
    const auto url = parse_http_url(row.url);
    REQUIRE(url);
    CHECK(url->is_secure == row.is_secure);
    CHECK(url->host == row.host);
    CHECK(url->port == row.port);
    CHECK(url->target == row.target);
  }
  CHECK(parse_http_url("http://[::1]:80/x")->authority == "[::1]:80");
}

TEST_CASE("url: what leads nowhere, or hides where it leads, is none") {
  for (const std::string url : {"",
                                "example.com",
                                "ftp://example.com",
                                "HTTP//a",
                                "http://",
                                "http:///path",
                                "http://:80",
                                "http://a:",
                                "http://a:0",
                                "http://a:65536",
                                "http://a:1x",
                                "http://user@a",
                                "http://127.0.0.1:80@example.com",
                                "http://[::1",
                                "http://[::1]x",
                                "http://[]",
                                "http://a/#b",
                                "http://a b",
                                "http://a/\r\nX: y",
                                "http://\xC3\xA4.example",
                                "http://a\\b"}) {
    CAPTURE(url);
    CHECK_FALSE(parse_http_url(url));
  }
}

TEST_CASE("url: a query is not shown, nor what is no URL") {
  CHECK(shown_url("http://127.0.0.1:3000/hook?token=secret") == "http://127.0.0.1:3000/hook?...");
  CHECK(shown_url("https://localhost") == "https://localhost/");
  CHECK(shown_url("my-secret") == "my..(9)");
}

}  // namespace zoom_mock
