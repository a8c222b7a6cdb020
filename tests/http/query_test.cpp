#include "server/http/query.h"

#include <doctest/doctest.h>

using namespace zoom_mock;

namespace {

using Values = std::vector<std::string>;

Values values(std::string_view target, std::string_view name) {
  return query_values(split_target(target), name);
}

}  // namespace

TEST_CASE("query: the values of a name are decoded, in order, duplicates included") {
  CHECK(values("/p?a=1&b=2&a=1", "a") == Values{"1", "1"});
  CHECK(values("/p?a=x+y%2Bz", "a") == Values{"x y+z"});
  CHECK(values("/p?%61=1", "a") == Values{"1"});
  CHECK(values("/p?a=1=2", "a") == Values{"1=2"});
}

TEST_CASE("query: a name without a value has the empty value, an absent one has none") {
  CHECK(values("/p?a&b=", "a") == Values{""});
  CHECK(values("/p?a&b=", "b") == Values{""});
  CHECK(values("/p?ab=1", "a").empty());
  CHECK(values("/p?", "a").empty());
  CHECK(values("/p", "a").empty());
  CHECK(values("/p?&&a=1&&", "a") == Values{"1"});
}
