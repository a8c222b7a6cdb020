#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/commands/reply_causes.h"
#include "server/zoom/operations.h"
#include "tests/commands/command_run.h"
#include "tests/golden.h"

namespace zoom_mock {
namespace {

std::string printed(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "replies");
  const auto result = run(arguments);
  CHECK(result.code == 0);
  CHECK(result.err.empty());
  return result.out;
}

/// The answers of an operation to which nothing is said to lead, a line each.
template <typename Operation>
std::string without_cause(const Operation& operation) {
  std::string names;
  for (const auto& reply : answers_of(operation)) {
    if (!cause_of(reply.name, operation.id).empty()) continue;
    names += std::string(operation.id) + ": " + std::string(reply.name) + "\n";
  }
  return names;
}

}  // namespace

TEST_CASE("replies: SUPPORTED.md is what is printed") {
  check_file(tests_folder().parent_path() / "SUPPORTED.md", printed({"--format", "md"}));
}

TEST_CASE("replies: the catalogue is printed for machines as written") {
  check_golden("replies/all.json", printed({"--format=json"}));
}

TEST_CASE("replies: a profile is printed alone") {
  check_golden("replies/current.txt", printed({"--profile=current"}));
  check_golden("replies/current.json", printed({"--profile=current", "--diff", "--format=json"}));
  check_golden("replies/current.md", printed({"--profile=current", "--diff", "--format=md"}));
}

TEST_CASE("replies: what the profiles number or word differently is printed alone") {
  check_golden("replies/diff.txt", printed({"--diff"}));
  check_golden("replies/diff.md", printed({"--diff", "--format=md"}));
}

TEST_CASE("replies: every answer has something that leads to it") {
  std::string missing;
  for (const auto& operation : operations()) missing += without_cause(operation);
  for (const auto& operation : site_operations()) missing += without_cause(operation);
  for (const auto& name : reply_names()) {
    if (cause_of(name, {}).empty()) missing += name + "\n";
  }
  CHECK(missing == "");
}

TEST_CASE("replies: what leads to an answer is said once, and of an answer that there is") {
  std::set<std::pair<std::string_view, std::string_view>> said;
  const auto operations = callable_operations();
  for (const auto& cause : reply_causes()) {
    CAPTURE(cause.reply);
    CAPTURE(cause.operation);
    CHECK(said.emplace(cause.reply, cause.operation).second);
    if (cause.operation.empty()) {
      CHECK(find_reply(cause.reply) != nullptr);
    } else {
      CHECK(std::ranges::find(operations, cause.operation) != operations.end());
    }
  }
}

}  // namespace zoom_mock
