#include "server/base/json_source.h"
#include "server/base/source_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/base/written_json.h"

namespace zoom_mock {
namespace {

using Kind = JsonNode::Kind;

/// The texts under all nodes, depth first: what the positions say the tree is made of.
void collect(std::string_view text, const JsonNode& node, std::vector<std::string>& found) {
  found.emplace_back(written(text, node.span));
  for (const auto& item : node.items) collect(text, item, found);
  for (const auto& member : node.members) {
    found.emplace_back(written(text, member.key_span));
    collect(text, member.value, found);
  }
}

std::vector<std::string> all_written(std::string_view text) {
  const auto document = parse(text);
  REQUIRE_FALSE(document.syntax_error);
  std::vector<std::string> found;
  collect(text, document.root, found);
  return found;
}

/// Every node's text, parsed alone, is that node again: so no position is off by a byte.
void check_positions(std::string_view text, const JsonNode& node) {
  const auto alone = parse(written(text, node.span));
  REQUIRE_FALSE(alone.syntax_error);
  CHECK(to_json(alone.root) == to_json(node));
  for (const auto& item : node.items) check_positions(text, item);
  for (const auto& member : node.members) {
    CHECK(parse(written(text, member.key_span)).root.text == member.key);
    check_positions(text, member.value);
  }
}

constexpr std::string_view kSample = R"({
  // who may call
  "tokens": { "h\u00f6st": "mock", "old": {"value": "x\"y", "scopes": ["a", "b"]} },
  /* numbers, { of all } "kinds" */ "numbers": [0, -1, 2.5, 1e3, 9223372036854775808],
  "rest":[true,false,null,{},[],""]
}
)";

}  // namespace

TEST_CASE("json_source: every kind of value is told apart") {
  struct Row {
    std::string text;
    Kind kind;
    std::string_view name;
  };
  const std::vector<Row> rows = {
      {"null", Kind::kNull, "null"},        {"true", Kind::kBoolean, "true or false"},
      {"-0", Kind::kInteger, "an integer"}, {"1.0", Kind::kReal, "a number"},
      {"1e2", Kind::kReal, "a number"},     {R"("")", Kind::kString, "a string"},
      {"[]", Kind::kArray, "a list"},       {"{}", Kind::kObject, "an object"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto document = parse(row.text);
    REQUIRE_FALSE(document.syntax_error);
    CHECK(document.root.kind == row.kind);
    CHECK(document.root.kind_name() == row.name);
    CHECK(document.root.is_number() == (row.kind == Kind::kInteger || row.kind == Kind::kReal));
  }
}

TEST_CASE("json_source: an integer is exact up to 64 signed bits and a real beyond") {
  CHECK(parse("9223372036854775807").root.integer == INT64_MAX);
  CHECK(parse("-9223372036854775808").root.integer == INT64_MIN);
  for (const std::string text : {"9223372036854775808", "-9223372036854775809",
                                 "18446744073709551615", "18446744073709551616"}) {
    CAPTURE(text);
    const auto root = parse(text).root;
    CHECK(root.kind == Kind::kReal);
    CHECK(root.text == text);
  }
}

TEST_CASE("json_source: a number keeps its text and has its value") {
  const auto list = parse("[ 1.50, -2E+1 ,7 ]").root.items;
  REQUIRE(list.size() == 3);
  CHECK(list[0].text == "1.50");
  CHECK(list[0].real == 1.5);
  CHECK(list[1].text == "-2E+1");
  CHECK(list[1].real == -20);
  CHECK(list[2].text == "7");
  CHECK(list[2].integer == 7);
  CHECK(list[2].real == 7);
}

TEST_CASE("json_source: a string is decoded") {
  CHECK(parse(R"("a\"\\\/\n\u00e4\ud83d\ude00")").root.text == "a\"\\/\n\xC3\xA4\xF0\x9F\x98\x80");
}

TEST_CASE("json_source: members keep their order and are found by their decoded name") {
  const auto root = parse(R"({"z":1,"a":2,"\u006d":3})").root;
  REQUIRE(root.members.size() == 3);
  CHECK(root.members[0].key == "z");
  CHECK(root.members[1].key == "a");
  REQUIRE(root.find("m") != nullptr);
  CHECK(root.find("m")->value.integer == 3);
  CHECK(root.find("A") == nullptr);
}

TEST_CASE("json_source: only an object has members to find") {
  CHECK(parse("[1]").root.find("0") == nullptr);
  CHECK(parse(R"("a")").root.find("a") == nullptr);
}

TEST_CASE("json_source: positions are those of the tokens") {
  CHECK(all_written(R"( {"a" : [1, -2.5e3,true ] ,"b":{"c":"d\"\\"}} )") ==
        std::vector<std::string>{R"({"a" : [1, -2.5e3,true ] ,"b":{"c":"d\"\\"}})", R"("a")",
                                 "[1, -2.5e3,true ]", "1", "-2.5e3", "true", R"("b")",
                                 R"({"c":"d\"\\"})", R"("c")", R"("d\"\\")"});
}

TEST_CASE("json_source: comments, a byte order mark and line ends move no position") {
  const std::vector<std::string> texts = {
      "\xEF\xBB\xBF[1,2]", "// [9]\n[1,2]",   "// [9]\r\n[1,2]", "// [9]//\n//\n[1,2]",
      "/* [9] */[1,2]",    "/*/ [9] */[1,2]", "/***/[1,2]",      "/* // */[1,2]",
      "// /*\n[1,2]",      "[1/* */,2]",      "[1// \",\"\n,2]", "[1,2//]\n]",
      "[1,2/*]*/]",        "[1,2]//",         "[1,2] /* */ // ", "\r\n\t [1,2]",
  };
  for (const auto& text : texts) {
    CAPTURE(text);
    const auto document = parse(text);
    REQUIRE_FALSE(document.syntax_error);
    REQUIRE(document.root.items.size() == 2);
    CHECK(written(text, document.root.items[0].span) == "1");
    CHECK(written(text, document.root.items[1].span) == "2");
    CHECK(document.root.span.offset == text.find("[1"));
  }
}

TEST_CASE("json_source: what looks like a comment in a string is text") {
  const auto text = R"(["// no", "/* no */", 1])";
  CHECK(all_written(text) == std::vector<std::string>{text, R"("// no")", R"("/* no */")", "1"});
}

TEST_CASE("json_source: a request's body has no comments") {
  for (const std::string text : {"// a\n{}", "{/* a */}", "{}//"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json(text, JsonComments::kIgnored).syntax_error);
    CHECK(parse_json(text, JsonComments::kRefused).syntax_error);
  }
}

TEST_CASE("json_source: a duplicate key is reported where it stands again") {
  const std::string text = R"({"a":1,"b":{"c":1,"c":2},"\u0061":3,"a":4})";
  const auto document = parse(text);
  REQUIRE_FALSE(document.syntax_error);
  std::vector<std::string> reports;
  for (const auto& duplicate : document.duplicate_keys) {
    reports.push_back(std::to_string(duplicate.span.offset) + " " + duplicate.message);
  }
  CHECK(reports == std::vector<std::string>{"18 duplicate key \"c\"", "25 duplicate key \"a\"",
                                            "36 duplicate key \"a\""});
  REQUIRE(document.duplicate_keys.back().earlier);
  CHECK(document.duplicate_keys.back().earlier->offset == 1);
}

TEST_CASE("json_source: of duplicates the first counts, as a tree and as a value") {
  const auto root = parse(R"({"a":1,"a":2})").root;
  CHECK(root.find("a")->value.integer == 1);
  CHECK(to_json(root) == nlohmann::ordered_json{{"a", 1}});
}

TEST_CASE("json_source: the same key in two objects is no duplicate") {
  CHECK(parse(R"({"a":{"a":1},"b":{"a":1}})").duplicate_keys.empty());
}

TEST_CASE("json_source: the value is the one that others read") {
  CHECK(to_json(parse(kSample).root) ==
        nlohmann::ordered_json::parse(kSample, nullptr, true, true));
}

TEST_CASE("json_source: a text broken anywhere is refused or placed right") {
  const auto is_agreed = [](const std::string& text) {
    CAPTURE(text);
    const auto document = parse(text);
    if (document.syntax_error) {
      CHECK(document.syntax_error->span.offset <= text.size() + 1);
      return;
    }
    check_positions(text, document.root);
  };
  const std::string sample(kSample);
  is_agreed(sample);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    is_agreed(sample.substr(0, i));
    for (const char c : std::string("\0\"\\{}[],:/*\r\n1x\xFF", 16)) {
      auto changed = sample;
      changed[i] = c;
      is_agreed(changed);
    }
  }
}

TEST_CASE("json_source: a hundred thousand keys, all alike, are read in linear time") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k\":1,";
  text.back() = '}';
  CHECK(parse(text).duplicate_keys.size() == kMostDuplicateKeys);
}

}  // namespace zoom_mock
