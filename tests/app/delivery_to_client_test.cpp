#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "server/base/clock.h"
#include "server/wire/tls/certificate.h"
#include "tests/app/in_process_server.h"
#include "tests/client/livestream_client.h"
#include "tests/temp_folder.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;
using zoom_livestream::TransportFailure;

TEST_CASE("delivery_to_client: a client tells every fault of a scenario from the others") {
  struct Row {
    const char* reply;
    TransportFailure failure;
  };
  for (const auto& row : {
           Row{R"({"fault": "reset"})", TransportFailure::kConnectionReset},
           Row{R"({"fault": "close"})", TransportFailure::kConnectionClosed},
           Row{R"({"fault": "hang"})", TransportFailure::kTimedOut},
           Row{R"({"fault": "truncate"})", TransportFailure::kTruncatedResponse},
           Row{R"({"status": 400, "json": {"code": 300}, "fault": "truncate"})",
               TransportFailure::kTruncatedResponse},
           Row{R"({"fault": "garbage"})", TransportFailure::kMalformedResponse},
       }) {
    CAPTURE(row.reply);
    const InProcessServer server(
        R"({"schema_version": 1, "extends": "default", "stubs": [{"reply": )" +
            std::string(row.reply) + "}]}",
        InProcessServer::Ports::kPlainAndTls);
    for (const auto& url : {server.url(), server.tls_url()}) {
      CAPTURE(url);
      const zoom_livestream::LivestreamClient client(
          url + "/v2", "test-token", {.answer_timeout = 200ms, .ca_file = server.authority()});
      const auto result =
          client.update(68423085, {"rtmp://a.example/b", "key", "https://a.example/"});
      CAPTURE(to_string(result));
      REQUIRE(result.transport_error() != nullptr);
      CHECK(result.transport_error()->failure == row.failure);
    }
  }
}

TEST_CASE(
    "delivery_to_client: a client over TLS is served when it trusts the authority, else it is "
    "not") {
  const InProcessServer server({}, InProcessServer::Ports::kPlainAndTls);
  const TempFolder folder;
  const auto other =
      folder.write("other.pem", make_certificates(SystemClock().now()).ca.certificate);
  const auto update = [&](const std::string& ca_file) {
    const zoom_livestream::LivestreamClient client(server.tls_url() + "/v2", "test-token",
                                                   {.ca_file = ca_file});
    return client.update(68423085, {"rtmp://a.example/b", "key", "https://a.example/"});
  };
  CHECK(update(server.authority()).ok());
  const auto refused = update(other);
  REQUIRE(refused.transport_error() != nullptr);
  CHECK(refused.transport_error()->failure == TransportFailure::kTlsFailed);
}

TEST_CASE("delivery_to_client: a client is served by a dribble that is quick enough") {
  const InProcessServer server(R"({"schema_version": 1, "extends": "default", "stubs": [
      {"reply": {"fault": {"kind": "dribble", "bytes_per_s": 4000}}}]})");
  const zoom_livestream::LivestreamClient client(server.url() + "/v2", "test-token");
  CHECK(client.update(68423085, {"rtmp://a.example/b", "key", "https://a.example/"}).ok());
}

}  // namespace
}  // namespace zoom_mock
