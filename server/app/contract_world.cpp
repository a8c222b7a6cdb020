#include "server/app/contract_world.h"

#include <stdexcept>
#include <utility>

#include "server/app/scenario_watch.h"
#include "server/base/problem.h"
#include "server/contract/need.h"

namespace zoom_mock {

namespace {

ScenarioSet set_in(Profile profile) {
  const auto text = R"({ "extends": ")" + std::string(kContractScenario) + R"(", "profile": ")" +
                    std::string(profile_name(profile)) + "\" }";
  auto reading =
      ScenarioWatch(
          {.scenario = "contract-in-profile",
           .texts = {{"contract-in-profile", "contract-in-profile.json", text, std::nullopt}}})
          .read();
  if (!reading.set) throw std::logic_error("the contract's scenario does not load");
  return std::move(*reading.set);
}

}  // namespace

ContractWorld::ContractWorld(Profile profile) : mock_({.set = set_in(profile)}, clock_) {}

ContractAnswer ContractWorld::send(Request request) {
  request.target.insert(0, "/v2");
  auto response = mock_.handle(request);
  return {.status = response.status,
          .headers = std::move(response.headers),
          .body = std::move(response.body)};
}

}  // namespace zoom_mock
