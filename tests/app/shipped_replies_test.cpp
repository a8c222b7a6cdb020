// What the examples of the shipped scenarios get, held against what the catalogue has.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

#include "server/app/contract_world.h"
#include "server/app/example_runner.h"
#include "server/contract/need.h"
#include "server/contract/row.h"
#include "server/contract/transcript.h"
#include "server/http/target.h"
#include "server/scenario/load/scenario_loader.h"
#include "server/zoom/operations.h"

using namespace zoom_mock;

namespace {

/// The id of an operation, or nothing, and the name of an answer.
using Answered = std::set<std::pair<std::string, std::string>>;

/// The name that the tables of operations have for it; empty: they have none.
std::string answer_called(const Response& response) {
  if (!response.reply.empty()) return std::string(response.reply);
  if (response.explanation.outcome != Outcome::kOperation) return {};
  return std::string(response.status == 302 ? kRedirected : kFound);
}

enum class Stubs { kCount, kAside };

Answered answered_in_examples(Stubs stubs) {
  Answered answered;
  const auto scenarios = load_scenarios(embedded_scenario_files()).scenarios;
  for (const auto& [name, scenario] : scenarios) {
    run_examples(*scenario, {scenarios, name}, [&](const Request& request, const Response& given) {
      if (stubs == Stubs::kAside && given.explanation.outcome == Outcome::kStub) return;
      const auto path = split_target(request.target).path;
      answered.emplace(operation_called(request.method, path), answer_called(given));
    });
  }
  return answered;
}

std::string lines(const std::set<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += name + "\n";
  return text;
}

/// The replies of the catalogue that are not among the answers, a line each.
std::string missing_in(const Answered& answered) {
  std::set<std::string> given;
  for (const auto& answer : answered) given.insert(answer.second);
  std::string names;
  for (const auto& name : reply_names()) {
    if (!given.contains(name)) names += name + "\n";
  }
  return names;
}

/// Those of its answers that none of its calls got, a line each. What a session keeps at most is
/// too much for an example.
std::string unseen_in(const Answered& answered, const Operation& operation) {
  std::string names;
  for (const auto& reply : answers_of(operation)) {
    if (reply.name == "session-full") continue;
    if (operation.is_collected && reply.provenance() != Provenance::kDocumented) continue;
    if (answered.contains({std::string(operation.id), std::string(reply.name)})) continue;
    names += std::string(operation.id) + ": " + std::string(reply.name) + "\n";
  }
  return names;
}

}  // namespace

TEST_CASE("shipped_replies: a shipped scenario shows every reply of the catalogue") {
  CHECK(missing_in(answered_in_examples(Stubs::kCount)) == "");
}

TEST_CASE("shipped_replies: but for four, facts and requests lead to every reply, without a stub") {
  CHECK(missing_in(answered_in_examples(Stubs::kAside)) ==
        "recording-no-permission\nsession-full\nreply-too-large\ninternal-error\n");
}

TEST_CASE(
    "shipped_replies: examples, or rows of the contract, get every answer of each operation") {
  auto answered = answered_in_examples(Stubs::kAside);
  for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
    ContractWorld world(profile);
    const auto entries = run_contract(contract_rows(), {given_by_scenario(), profile, true},
                                      [&](const Request& request) { return world.send(request); });
    for (const auto& entry : entries) {
      CAPTURE(entry.operation);
      CAPTURE(entry.sentence);
      CHECK(entry.departure == "");
      if (entry.departure.empty()) answered.emplace(entry.operation, entry.reply);
    }
  }
  std::string missing;
  for (const auto& operation : operations()) missing += unseen_in(answered, operation);
  CHECK(missing == "");
}

TEST_CASE("shipped_replies: an operation of OAuth gives every answer of its row, and no other") {
  const auto answered = answered_in_examples(Stubs::kAside);
  for (const auto& operation : site_operations()) {
    CAPTURE(operation.id);
    std::set<std::string> listed;
    for (const auto& reply : answers_of(operation)) listed.emplace(reply.name);
    std::set<std::string> given;
    for (const auto& [id, name] : answered) {
      if (id == operation.id) given.insert(name);
    }
    CHECK(lines(given) == lines(listed));
  }
}
