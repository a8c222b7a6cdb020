#include <doctest/doctest.h>

#include "tests/commands/command_run.h"
#include "tests/golden.h"

namespace zoom_mock {

TEST_CASE("command_line: the violations are listed as written") {
  const auto result = run({"violations"});
  CHECK(result.code == 0);
  check_golden("violations.txt", result.out);
}

TEST_CASE("command_line: exec knows the violations that it is to allow") {
  const auto result = run({"exec", "--allow-violations=field-misspelled,no", "--", "true"});
  CHECK(result.code == 2);
  CHECK(result.err ==
        "--allow-violations: there is no violation \"field-misspelled\"; did you mean "
        "\"field-misspelt\"?\nRun with --help for more information.\n");
}

}  // namespace zoom_mock
