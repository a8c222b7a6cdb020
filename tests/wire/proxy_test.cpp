#include "server/wire/proxy.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

const std::vector<std::string> kHosts = {"api.zoom.us", "zoom.us"};

TransportOptions with_proxy(TransportOptions options = {}) {
  options.proxy = std::make_shared<Proxy>(kHosts, test_context());
  return options;
}

std::string connect_to(const std::string& authority) {
  return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
}

/// A client for whom the tunnel is open, and who has not begun TLS yet.
Client in_tunnel(const Server& server, const std::string& authority) {
  auto client = server.client();
  client.send(connect_to(authority));
  CHECK(client.answer() == "HTTP/1.1 200 Connection established\r\n\r\n");
  return client;
}

std::string refusal_of(const std::string& authority) {
  return R"~({"code":403,"message":"this proxy (--proxy) answers for api.zoom.us, zoom.us, by )~"
         R"~(https on port 443, and for nobody else: \")~" +
         authority +
         R"~(\" was not connected to; what is not for Zoom should not go through it (NO_PROXY)"})~";
}

TEST_CASE("proxy: CONNECT leads to the hosts it answers for, by https alone") {
  const Proxy proxy(kHosts, test_context());
  struct Row {
    const char* method;
    const char* target;
    bool is_taken;
  };
  for (const auto& row : {
           Row{"CONNECT", "api.zoom.us:443", true},
           Row{"CONNECT", "API.Zoom.US:443", true},
           Row{"CONNECT", "zoom.us:443", true},
           Row{"CONNECT", "zoom.us", true},
           Row{"CONNECT", "zoom.us:80", false},
           Row{"CONNECT", "zoom.us:", false},
           Row{"CONNECT", "zoom.us:4430", false},
           Row{"CONNECT", "zoom.us.:443", false},
           Row{"CONNECT", "www.zoom.us:443", false},
           Row{"CONNECT", "api.zoom.us.example.com:443", false},
           Row{"CONNECT", "[::1]:443", false},
           Row{"CONNECT", "127.0.0.1:443", false},
           Row{"GET", "/v2/users/me", true},
           Row{"OPTIONS", "*", true},
           Row{"GET", "http://api.zoom.us/v2/users/me", true},
           Row{"GET", "http://api.zoom.us:80/v2/users/me", true},
           Row{"GET", "https://api.zoom.us/v2/users/me", true},
           Row{"GET", "https://api.zoom.us:443/v2/users/me", true},
           Row{"GET", "http://api.zoom.us:443/v2/users/me", false},
           Row{"GET", "http://example.com/", false},
           Row{"GET", "http://example.com/?at=http://api.zoom.us", false},
       }) {
    CAPTURE(row.method);
    CAPTURE(row.target);
    CHECK(proxy.objection_to({row.method, row.target, {}, ""}).has_value() != row.is_taken);
  }
}

TEST_CASE("proxy: behind CONNECT comes TLS, and behind that all is as on the TLS port") {
  Server server(with_proxy());
  for (const auto& host : kHosts) {
    CAPTURE(host);
    TlsClient client(in_tunnel(server, host + ":443"));
    for (int i = 0; i < 3; ++i) {
      client.send(get("/" + std::to_string(i)));
      CHECK(body_of(client.answer()) == "/" + std::to_string(i));
    }
    client.send(get("/pipelined/1") + get("/pipelined/2"));
    CHECK(body_of(client.answer()) == "/pipelined/1");
    CHECK(body_of(client.answer()) == "/pipelined/2");
    client.send("no HTTP\r\n");
    CHECK(status_of(client.until_closed()) == "400");
  }
}

TEST_CASE("proxy: what came before in plain does not change what comes behind") {
  Server server(with_proxy());
  auto plain = server.client();
  plain.send(get("/plain"));
  CHECK(body_of(plain.answer()) == "/plain");
  plain.send(connect_to("api.zoom.us:443"));
  plain.answer();
  TlsClient client(std::move(plain));
  client.send("GET /last HTTP/1.0\r\n\r\n");
  CHECK(body_of(client.until_closed()) == "/last");  // and no "<cut>"
}

TEST_CASE("proxy: every other name gets 403, which says where it leads, and no connection") {
  Server server(with_proxy());
  for (const std::string authority : {"example.com:443", "api.zoom.us:80"}) {
    CAPTURE(authority);
    const auto refused = outcome_of(server, connect_to(authority) + "\x16 no TLS");
    CHECK(status_of(refused) == "403");
    CHECK(body_of(refused) == refusal_of(authority));
  }
  const auto refused = outcome_of(server, "GET http://example.com/x HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(status_of(refused) == "403");
  CHECK(body_of(refused) == refusal_of("example.com"));
  server.transport.stop();
  const auto log = server.log.text();
  CHECK(log.find("refused: this proxy (--proxy) answers for ") != std::string::npos);
  CHECK(log.find(R"("example.com" was not connected to)") != std::string::npos);
}

TEST_CASE("proxy: an absolute form at one of the hosts is answered, and the connection lives on") {
  Server server(with_proxy());
  auto client = server.client();
  client.send(get("http://api.zoom.us/v2"));
  CHECK(body_of(client.answer()) == "http://api.zoom.us/v2");
  client.send(get("/"));
  CHECK(body_of(client.answer()) == "/");
}

TEST_CASE("proxy: a client that speaks no TLS behind CONNECT is told so") {
  Server server(with_proxy());
  auto client = in_tunnel(server, "api.zoom.us:443");
  client.send(get("/"));
  const auto answer = client.until_closed();
  CHECK(status_of(answer) == "400");
  CHECK(answer.find("behind CONNECT this connection speaks TLS") != std::string::npos);
}

TEST_CASE("proxy: bytes behind a CONNECT that is not answered yet are refused") {
  Server server(with_proxy());
  const auto answer = outcome_of(server, connect_to("api.zoom.us:443") + get("/"));
  CHECK(status_of(answer) == "400");
  CHECK(answer.find("there are bytes behind CONNECT") != std::string::npos);
}

TEST_CASE("proxy: a client that does not trust the certificate is logged with what helps") {
  Server server(with_proxy());
  TlsPeerOptions distrusting;
  distrusting.authority = "";
  TlsClient client(in_tunnel(server, "api.zoom.us:443"), distrusting);
  client.until_closed();
  server.transport.stop();
  CHECK(server.log.text().find("the client does not trust the certificate") != std::string::npos);
}

TEST_CASE("proxy: a tunnel gets the certificate in force") {
  auto options = with_proxy();
  const auto proxy = options.proxy;
  Server server(std::move(options));
  const auto other = make_certificates(SystemClock().now());
  proxy->use(TlsContext(other.server.certificate, other.server.key));
  TlsPeerOptions trusting;
  trusting.authority = other.ca.certificate;
  TlsClient client(in_tunnel(server, "api.zoom.us:443"), trusting);
  client.send(get("/"));
  CHECK(body_of(client.answer()) == "/");
}

TEST_CASE("proxy: stop does not wait for a tunnel without a request") {
  Server server(with_proxy(patient()));
  auto begun = in_tunnel(server, "api.zoom.us:443");
  std::vector<TlsClient> idle;
  idle.emplace_back(in_tunnel(server, "zoom.us:443"));
  stop_at_once(server, idle);
  CHECK(begun.until_closed().empty());
}

TEST_CASE("proxy: without one, CONNECT is a request like any other") {
  Server server;
  auto client = server.client();
  client.send(connect_to("api.zoom.us:443"));
  CHECK(body_of(client.answer()) == "api.zoom.us:443");
}

}  // namespace
}  // namespace zoom_mock
