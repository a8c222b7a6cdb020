#include "server/contract/need.h"

#include <doctest/doctest.h>

#include <set>

#include "server/contract/row.h"

using namespace zoom_mock;

TEST_CASE("need: names in braces become values and back, longer values first") {
  const Given given = {{"meeting", "123"}, {"webinar", "1234"}};
  const auto filled = with_given("/meetings/{meeting}/x?w={webinar}&b={absent-meeting}", given);
  CHECK(filled == "/meetings/123/x?w=1234&b={absent-meeting}");
  CHECK(without_given("1234 is no 123", given) == "{webinar} is no {meeting}");
}

TEST_CASE("need: a value that is empty is not looked for") {
  CHECK(without_given("abc", {{"token", ""}}) == "abc");
}

TEST_CASE("need: each is of some row's use, and rows need no other") {
  std::set<std::string> used;
  for (const auto& row : contract_rows()) {
    for (const auto& name : row.request.needs()) used.insert(name);
    const auto filled =
        with_given(row.request.path + row.request.authorization, given_by_scenario());
    CAPTURE(row.sentence);
    CHECK(filled.find('{') == std::string::npos);
  }
  for (const auto& need : needs()) {
    CAPTURE(need.name);
    CHECK(used.contains(std::string(need.name)));
  }
  CHECK(find_need("meetings") == nullptr);
}
