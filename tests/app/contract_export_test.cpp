#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/app/contract_world.h"
#include "server/contract/openapi_document.h"
#include "server/contract/postman_export.h"
#include "server/zoom/operations.h"
#include "tests/golden.h"

using namespace zoom_mock;
using Json = nlohmann::ordered_json;

namespace {

std::vector<AnsweredRow> rows_in(Profile profile) {
  ContractWorld world(profile);
  return answered_rows(given_by_scenario(), profile,
                       [&](const Request& request) { return world.send(request); });
}

Json collection_in(Profile profile) {
  return Json::parse(exported_collection(rows_in(profile), given_by_scenario(), profile));
}

Json document_in(Profile profile) {
  return Json::parse(openapi_document(rows_in(profile), profile));
}

}  // namespace

TEST_CASE(
    "contract_export: a collection has a request and a saved example for every documented answer") {
  for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
    const auto collection = collection_in(profile);
    for (const auto& operation : operations()) {
      CAPTURE(operation.id);
      const auto& folders = collection["item"];
      const auto folder = std::ranges::find_if(
          folders, [&](const Json& one) { return one["name"] == operation.id; });
      REQUIRE(folder != folders.end());
      const auto& items = (*folder)["item"];
      CHECK(items[0]["response"].size() == items.size());
      for (const auto& answer : answers_of(operation)) {
        if (answer.wording(profile).provenance != Provenance::kDocumented) continue;
        CAPTURE(answer.name);
        const auto is_named = [&](const Json& one) {
          return one["name"].get<std::string>().starts_with(std::string(answer.name) + ": ");
        };
        CHECK(std::ranges::any_of(items, is_named));
        CHECK(std::ranges::any_of(items[0]["response"], is_named));
      }
    }
  }
}

TEST_CASE(
    "contract_export: a request of the collection has variables, tests and what comes before") {
  const auto collection = collection_in(Profile::kDocumented);
  auto shown = Json::array();
  for (const auto& item : collection["item"][2]["item"]) {
    const auto name = item["name"].get<std::string>();
    if (name.starts_with("live-stream-start-repeated")) shown.push_back(item);
  }
  shown.push_back(collection["item"].back());
  shown.push_back(collection["item"][0]["item"][0]["request"]);
  shown.push_back(collection["variable"]);
  check_golden("contract/collection.json", shown.dump(2) + "\n");
}

TEST_CASE(
    "contract_export: a document has what requests may say, and every answer of an operation") {
  const auto document = document_in(Profile::kDocumented);
  const auto& paths = document["paths"];
  check_golden(
      "contract/document.json",
      Json{{"status", paths["/meetings/{meetingId}/livestream/status"]["patch"]},
           {"token",
            paths["/meetings/{meetingId}/jointoken/live_streaming"]["get"]["responses"]["200"]},
           {"user", paths["/users/{userId}"]}}
              .dump(2) +
          "\n");
  CHECK(document_in(Profile::kCurrent)["paths"].size() == paths.size());
}

TEST_CASE("contract_export: multipart is documented in one profile, and in the newer one not") {
  const auto content_in = [](Profile profile) {
    return document_in(
        profile)["paths"]["/meetings/{meetingId}/livestream"]["patch"]["requestBody"]["content"];
  };
  CHECK(content_in(Profile::kDocumented).contains("multipart/form-data"));
  CHECK_FALSE(content_in(Profile::kCurrent).contains("multipart/form-data"));
  CHECK(content_in(Profile::kCurrent).contains("application/json"));
}

TEST_CASE("contract_export: rows whose answers are not the catalogue's are no examples") {
  const auto none = answered_rows(given_by_scenario(), Profile::kDocumented,
                                  [](const Request&) { return ContractAnswer{.status = 500}; });
  CHECK(none.empty());
}
