#include "server/base/json_layout.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

using namespace zoom_mock;
using Json = nlohmann::ordered_json;

TEST_CASE("json_layout: what fits into a line stands on one, else its members do") {
  CHECK(laid_out(Json::parse(R"({"a":[1,{"b":null}],"c":{}})"), 0) ==
        R"({ "a": [1, { "b": null }], "c": {} })");
  const std::string text(38, 'x');
  const Json value = {{"first", text}, {"list", {text, text}}, {"last", true}};
  CHECK(laid_out(value, 2) == "{\n    \"first\": \"" + text + "\",\n    \"list\": [\"" + text +
                                  "\", \"" + text + "\"],\n    \"last\": true\n  }");
}

TEST_CASE("json_layout: the value stays the same, whatever its depth and its bytes") {
  Json deep = "a\xff\n\"";
  for (int depth = 0; depth < 50; ++depth) deep = Json{{std::string(9, 'k'), {deep, depth}}};
  CHECK(Json::parse(laid_out(deep, 7)).dump() ==
        deep.dump(-1, ' ', false, Json::error_handler_t::replace));
}
