#include "server/scenario/load/registrant_loader.h"

#include <doctest/doctest.h>

#include <string>

#include "server/scenario/load/scenario_loader.h"

using namespace zoom_mock;

namespace {

/// The registrants of two scenarios, the second of which extends the first.
RegistrantLists registrants_of(const std::string& base, const std::string& top) {
  const auto loaded = load_scenarios(
      {{"base", "base.json", R"({"registrants": )" + base + "}", std::nullopt},
       {"top", "top.json", R"({"extends": "base", "registrants": )" + top + "}", std::nullopt}});
  CHECK(loaded.problems.empty());
  return loaded.scenarios.at("top")->registrants;
}

}  // namespace

TEST_CASE("registrant_loader: an address alone has an id and a first name, each meeting its own") {
  const auto lists =
      registrants_of("{}", R"({"1": ["ada@example.com"], "2": ["ada@example.com"]})");
  const auto& ada = lists.at("1").at(0);
  CHECK(ada.email == "ada@example.com");
  CHECK(ada.id.size() == 22);
  CHECK(ada.id != lists.at("2").at(0).id);
  CHECK(ada.status == RegistrantStatus::kApproved);
  CHECK(*find_detail(ada.details, "first_name") == R"("ada")");
  CHECK(*find_detail(ada.details, "email") == R"("ada@example.com")");
}

TEST_CASE("registrant_loader: an object says what else is known") {
  const auto lists = registrants_of(
      "{}", R"({"1": [{"id": "r", "email": "a@b.cd", "status": "denied", "first_name": "A"}]})");
  const auto& registrant = lists.at("1").at(0);
  CHECK(registrant.id == "r");
  CHECK(registrant.status == RegistrantStatus::kDenied);
  CHECK(*find_detail(registrant.details, "first_name") == R"("A")");
}

TEST_CASE("registrant_loader: one's own list replaces that of the same meeting, null removes it") {
  const auto lists = registrants_of(R"({"1": ["a@b.cd"], "2": ["a@b.cd"], "3": ["a@b.cd"]})",
                                    R"({"1": ["x@y.zz", "v@w.xx"], "2": null})");
  CHECK(lists.size() == 2);
  CHECK(lists.at("1").size() == 2);
  CHECK(lists.at("3").at(0).email == "a@b.cd");
}
