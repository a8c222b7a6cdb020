#include "server/mock/spent_grants.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>

using namespace zoom_mock;

namespace {

constexpr std::uint64_t kOurs = 7;
constexpr std::uint64_t kTheirs = 8;

IssuedToken granted_as(std::uint64_t number, std::uint64_t issuer = kOurs, int second = 1,
                       IssuedKind kind = IssuedKind::kCode) {
  return {.kind = kind,
          .session = "s",
          .grant = {Clock::TimePoint(std::chrono::seconds(second)), issuer, number}};
}

}  // namespace

TEST_CASE("spent_grants: what is spent cannot be spent again") {
  SpentGrants spent;
  CHECK(spent.spend(granted_as(1)) == Spent::kNo);
  CHECK(spent.spend(granted_as(1)) == Spent::kYes);
  CHECK(spent.look_up(granted_as(1)) == Spent::kYes);
  CHECK(spent.look_up(granted_as(2)) == Spent::kNo);
  CHECK(spent.spend(granted_as(1, kTheirs)) == Spent::kNo);
  CHECK(spent.spend(granted_as(1, kOurs, 1, IssuedKind::kRefresh)) == Spent::kNo);
}

TEST_CASE(
    "spent_grants: beyond the bound the earliest are forgotten, and all until then are refused") {
  SpentGrants spent;
  for (std::uint64_t i = 1; i <= SpentGrants::kMost; ++i)
    CHECK(spent.spend(granted_as(2 * i)) == Spent::kNo);
  const auto bytes = spent.bytes();
  CHECK(spent.look_up(granted_as(1)) == Spent::kNo);
  CHECK(spent.spend(granted_as(2 * SpentGrants::kMost + 2)) == Spent::kNo);
  CHECK(spent.bytes() == bytes);
  CHECK(spent.look_up(granted_as(1)) == Spent::kMaybe);
  CHECK(spent.look_up(granted_as(2)) == Spent::kMaybe);
  CHECK(spent.spend(granted_as(2)) == Spent::kMaybe);
  CHECK(spent.look_up(granted_as(3)) == Spent::kNo);
  CHECK(spent.look_up(granted_as(4)) == Spent::kYes);
  CHECK(spent.look_up(granted_as(1, kOurs, 1, IssuedKind::kRefresh)) == Spent::kNo);
}

TEST_CASE("spent_grants: of another server's grants those count as forgotten that are no later") {
  SpentGrants spent;
  for (std::uint64_t i = 0; i <= SpentGrants::kMost; ++i) spent.spend(granted_as(i, kOurs, 10));
  CHECK(spent.look_up(granted_as(500, kTheirs, 9)) == Spent::kMaybe);
  CHECK(spent.look_up(granted_as(500, kTheirs, 10)) == Spent::kMaybe);
  CHECK(spent.look_up(granted_as(500, kTheirs, 11)) == Spent::kNo);
}
