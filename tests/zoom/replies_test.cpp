#include "server/zoom/replies.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/golden.h"

namespace zoom_mock {
namespace {

std::string described(const Wording& wording) {
  return "  " + std::to_string(wording.status) + " \"" + std::string(wording.message) + "\"\n    " +
         std::string(provenance_name(wording.provenance)) + ": " + std::string(wording.source) +
         "\n";
}

bool is_same(const Wording& a, const Wording& b) {
  return a.status == b.status && a.message == b.message && a.provenance == b.provenance &&
         a.source == b.source;
}

}  // namespace

TEST_CASE("replies: every reply reads as the sources have it") {
  std::string table;
  for (const auto& reply : catalogue()) {
    const auto& documented = reply.wording(Profile::kDocumented);
    const auto& current = reply.wording(Profile::kCurrent);
    table += std::string(reply.name) +
             (reply.error.empty() ? ", code " + std::to_string(reply.code)
                                  : ", error " + std::string(reply.error)) +
             "\n";
    table += described(documented);
    if (!is_same(documented, current)) table += "  current:\n" + described(current);
  }
  check_golden("catalogue.txt", table);
}

TEST_CASE("replies: a reply is found by its name and by nothing else") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    CHECK(find_reply(reply.name) == &reply);
  }
  for (const std::string name : {"", "rate-limite", "rate-limited-", "Rate-Limited"}) {
    CAPTURE(name);
    CHECK(find_reply(name) == nullptr);
  }
}

TEST_CASE("replies: code 300 travels as 300 in the documented profile and as 400 in the current") {
  for (const auto& reply : catalogue()) {
    if (reply.code != 300 || reply.documented.status == 415) continue;
    // No operation of the collection has pages, deletes users, or asks for a registrant or an
    // occurrence.
    if (reply.name == "page-token-invalid" || reply.name == "transfer-to-same-user") continue;
    if (reply.name == "registrant-id-invalid" || reply.name == "occurrence-invalid") continue;
    CAPTURE(reply.name);
    CHECK(reply.wording(Profile::kDocumented).status == 300);
    CHECK(reply.wording(Profile::kCurrent).status == 400);
  }
}

TEST_CASE("replies: only a success has neither a code nor an error, and no message") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    if (reply.name == "recording-no-permission") continue;  // a refusal in a success's clothes
    for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
      const auto& wording = reply.wording(profile);
      CHECK((wording.status / 100 == 2) == !reply.has_body());
      CHECK(wording.message.empty() == !reply.has_body());
    }
  }
}

TEST_CASE("replies: every wording names its source") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    CHECK_FALSE(reply.documented.source.empty());
    CHECK_FALSE(reply.current.source.empty());
  }
}

TEST_CASE("replies: provenances have names") {
  CHECK(provenance_name(Provenance::kDocumented) == "documented");
  CHECK(provenance_name(Provenance::kObserved) == "observed");
  CHECK(provenance_name(Provenance::kAssumed) == "assumed");
}

}  // namespace zoom_mock
