#include "server/base/violation.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace zoom_mock {

TEST_CASE("violation: each has a name of its own, which finds it, and a remedy in a sentence") {
  std::set<std::string> names;
  for (const auto& name : violation_names()) {
    CAPTURE(name);
    CHECK(names.insert(name).second);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos);
    const auto found = find_violation(name);
    REQUIRE(found);
    CHECK(violation_name(*found) == name);
    CHECK(!remedy(*found).empty());
  }
  CHECK(names.size() == kViolations);
  CHECK_FALSE(find_violation("no-such"));
}

TEST_CASE("violations: are a set in the order of the enumeration, less what is allowed") {
  Violations violations(Violation::kFieldMisspelt);
  violations.add(Violation::kTokenEmpty);
  violations.add(Violation::kFieldMisspelt);
  CHECK(violations.size() == 2);
  CHECK(violations.list() ==
        std::vector<Violation>{Violation::kTokenEmpty, Violation::kFieldMisspelt});
  const auto rest = violations.without(Violations(Violation::kTokenEmpty));
  CHECK(rest == Violations(Violation::kFieldMisspelt));
  CHECK_FALSE(rest.has(Violation::kTokenEmpty));
  CHECK(Violations().empty());
}

}  // namespace zoom_mock
