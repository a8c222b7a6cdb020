#include "server/contract/row.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "server/zoom/operations.h"

using namespace zoom_mock;

TEST_CASE("row: each names an answer that its operation has, and its sentence is the only one") {
  std::set<std::string> sentences;
  for (const auto& row : contract_rows()) {
    CAPTURE(row.operation);
    CAPTURE(row.sentence);
    const auto* const operation = find_operation(row.operation);
    REQUIRE(operation != nullptr);
    const auto answers = answers_of(*operation);
    CHECK(std::ranges::find(answers, row.reply, &CatalogueReply::name) != answers.end());
    CHECK(sentences.insert(std::string(row.operation) + row.sentence).second);
  }
}

TEST_CASE("row: each leads to its operation") {
  for (const auto& row : contract_rows()) {
    CAPTURE(row.sentence);
    const auto path = "/v2" + row.request.path.substr(0, row.request.path.find('?'));
    CHECK(operation_called(row.request.method, with_given(path, given_by_scenario())) ==
          row.operation);
  }
}

TEST_CASE("row: what is no GET could change something") {
  CHECK_FALSE(ContractRequest{.method = "GET"}.is_write());
  CHECK(ContractRequest{.method = "PATCH"}.is_write());
}
