#include "server/scenario/load/json_reader.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {
namespace {

/// A text with a reader on its root, and what was reported.
class Reading {
 public:
  explicit Reading(std::string text) : text_(std::move(text)) {
    REQUIRE_FALSE(document_.syntax_error);
  }

  ObjectReader& reader() { return reader_; }
  ProblemSink& sink() { return sink_; }

  /// "column severity: message | hint", in the order of the reports.
  std::vector<std::string> reports() const {
    std::vector<std::string> lines;
    for (const auto& problem : problems_) {
      lines.push_back(std::to_string(problem.place.column) +
                      (problem.severity == Severity::kError ? " error: " : " warning: ") +
                      problem.message + (problem.hint.empty() ? "" : " | ") + problem.hint);
    }
    return lines;
  }

 private:
  std::string text_;
  JsonDocument document_ = parse_json(text_, JsonComments::kIgnored);
  std::vector<Problem> problems_;
  ProblemSink sink_{"a.json", text_, problems_};
  ObjectReader reader_{document_.root, "test key", sink_};
};

using Reports = std::vector<std::string>;

enum class Color { kRed, kGreen };

std::optional<Color> read_color(ObjectReader& reader) {
  return reader.one_of<Color>("color", {{"red", Color::kRed}, {"green", Color::kGreen}});
}

}  // namespace

TEST_CASE("json_reader: members of the right type are read without a report") {
  Reading reading(R"({"s":"text","b":true,"i":-3,"n":2.5,"o":{"x":1},"l":[1,2],"color":"green"})");
  auto& reader = reading.reader();
  CHECK(reader.string("s") == "text");
  CHECK(reader.boolean("b") == true);
  CHECK(reader.integer("i", -3, 0) == -3);
  CHECK(reader.number("n", 0, 2.5) == 2.5);
  REQUIRE(reader.object("o") != nullptr);
  CHECK(reader.object("o")->members.size() == 1);
  REQUIRE(reader.list("l") != nullptr);
  CHECK(reader.list("l")->items.size() == 2);
  CHECK(read_color(reader) == Color::kGreen);
  CHECK(reader.finish());
  CHECK(reading.reports().empty());
}

TEST_CASE("json_reader: absent members are nothing and no problem") {
  Reading reading("{}");
  auto& reader = reading.reader();
  CHECK_FALSE(reader.string("s"));
  CHECK_FALSE(reader.boolean("b"));
  CHECK_FALSE(reader.integer("i", 0, 9));
  CHECK_FALSE(reader.number("n", 0, 9));
  CHECK(reader.object("o") == nullptr);
  CHECK(reader.list("l") == nullptr);
  CHECK_FALSE(read_color(reader));
  CHECK(reader.find("f") == nullptr);
  CHECK(reader.finish());
  CHECK(reading.reports().empty());
}

TEST_CASE("json_reader: a wrong type is reported with what was found") {
  struct Row {
    std::string text;
    std::function<bool(ObjectReader&)> read;
    std::string report;
  };
  const auto string = [](ObjectReader& r) { return r.string("k").has_value(); };
  const auto boolean = [](ObjectReader& r) { return r.boolean("k").has_value(); };
  const auto integer = [](ObjectReader& r) { return r.integer("k", 1, 599).has_value(); };
  const auto number = [](ObjectReader& r) { return r.number("k", 0, 0.25).has_value(); };
  const auto object = [](ObjectReader& r) { return r.object("k") != nullptr; };
  const auto list = [](ObjectReader& r) { return r.list("k") != nullptr; };
  const std::vector<Row> rows = {
      {R"({"k":1.50})", string, "6 error: \"k\" must be a string, not 1.50"},
      {R"({"k":null})", string, "6 error: \"k\" must be a string, not null"},
      {R"({"k":"true"})", boolean, "6 error: \"k\" must be true or false, not a string"},
      {R"({"k":0})", boolean, "6 error: \"k\" must be true or false, not 0"},
      {R"({"k":"5"})", integer, "6 error: \"k\" must be an integer from 1 to 599, not a string"},
      {R"({"k":5.0})", integer, "6 error: \"k\" must be an integer from 1 to 599, not 5.0"},
      {R"({"k":0})", integer, "6 error: \"k\" must be an integer from 1 to 599, not 0"},
      {R"({"k":600})", integer, "6 error: \"k\" must be an integer from 1 to 599, not 600"},
      {R"({"k":99999999999999999999})", integer,
       "6 error: \"k\" must be an integer from 1 to 599, not 99999999999999999999"},
      {R"({"k":true})", number, "6 error: \"k\" must be a number from 0 to 0.25, not true"},
      {R"({"k":-0.1})", number, "6 error: \"k\" must be a number from 0 to 0.25, not -0.1"},
      {R"({"k":1})", number, "6 error: \"k\" must be a number from 0 to 0.25, not 1"},
      {R"({"k":[]})", object, "6 error: \"k\" must be an object, not a list"},
      {R"({"k":{}})", list, "6 error: \"k\" must be a list, not an object"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Reading reading(row.text);
    CHECK_FALSE(row.read(reading.reader()));
    CHECK(reading.reports() == Reports{row.report});
  }
}

TEST_CASE("json_reader: the bounds of a number belong to its range") {
  for (const std::int64_t value : {1, 599}) {
    Reading reading("{\"k\":" + std::to_string(value) + "}");
    CHECK(reading.reader().integer("k", 1, 599) == value);
    CHECK(reading.reader().number("k", 1, 599) == static_cast<double>(value));
    CHECK(reading.reports().empty());
  }
}

TEST_CASE("json_reader: bounds are written without idle zeros") {
  Reading reading(R"({"k":"x"})");
  reading.reader().number("k", -10, 86400000);
  reading.reader().number("k", 0.5, 100);
  CHECK(reading.reports() ==
        Reports{"6 error: \"k\" must be a number from -10 to 86400000, not a string",
                "6 error: \"k\" must be a number from 0.5 to 100, not a string"});
}

TEST_CASE("json_reader: an unknown word gets the nearest one or all") {
  Reading near(R"({"color":"gren"})");
  CHECK_FALSE(read_color(near.reader()));
  CHECK(near.reports() == Reports{"10 error: unknown color \"gren\" | did you mean \"green\"?"});
  Reading far(R"({"color":"yellow"})");
  CHECK_FALSE(read_color(far.reader()));
  CHECK(far.reports() == Reports{"10 error: unknown color \"yellow\" | one of red, green"});
}

TEST_CASE("json_reader: keys nobody asked for are reported where they stand") {
  Reading reading(R"({"nam":"a","reply":1,"zzz":2,"zzz":3})");
  reading.reader().find("name");
  reading.reader().find("reply");
  CHECK_FALSE(reading.reader().finish());
  CHECK(reading.reports() == Reports{"2 error: unknown test key \"nam\" | did you mean \"name\"?",
                                     "22 error: unknown test key \"zzz\" | one of name, reply",
                                     "30 error: unknown test key \"zzz\" | one of name, reply"});
}

TEST_CASE("json_reader: what is no object is reported once and every getter gives nothing") {
  for (const std::string text : {"[]", "\"k\"", "1"}) {
    CAPTURE(text);
    Reading reading(text);
    CHECK_FALSE(reading.reader().string("k"));
    CHECK(reading.reader().find("k") == nullptr);
    CHECK(reading.reader().finish());
    REQUIRE(reading.reports().size() == 1);
    CHECK(reading.reports().front().starts_with("1 error: expected an object of test keys, not "));
  }
}

TEST_CASE("json_reader: of duplicate keys the first is read") {
  Reading reading(R"({"k":"first","k":"second"})");
  CHECK(reading.reader().string("k") == "first");
}

TEST_CASE("json_reader: a sink names places and quotes the text") {
  Reading reading("{\n  \"\xC3\xA4\": \"x\"}");
  const Span value{10, 3};
  CHECK(reading.sink().place(value) == "a.json:2:8");
  CHECK(reading.sink().written(value) == "\"x\"");
}

TEST_CASE("json_reader: warnings and errors keep their severity") {
  Reading reading("{}");
  reading.sink().warning({0, 1}, "odd");
  reading.sink().error({1, 1}, "wrong", "mend it");
  CHECK(reading.reports() == Reports{"1 warning: odd", "2 error: wrong | mend it"});
}

TEST_CASE("json_reader: a hint suggests, or lists what is not too much") {
  CHECK(suggestion_hint("abcd", {"abce", "xyz"}) == "did you mean \"abce\"?");
  CHECK(suggestion_hint("abcd", {"uvw", "xyz"}) == "one of uvw, xyz");
  CHECK(suggestion_hint("abcd", {"xyz"}) == "there is only xyz");
  CHECK(suggestion_hint("abcd", {}).empty());
  CHECK(suggestion_hint("abcd", std::vector<std::string>(100, "xyz")) == "there is only xyz");
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back("x" + std::to_string(i));
  CHECK(suggestion_hint("abcd", many).empty());
}

TEST_CASE("json_reader: of many unknown names the first get a suggestion") {
  Reading reading("{}");
  for (int i = 0; i < 30; ++i) reading.sink().unknown({0, 1}, "unknown", "abcd", {"abce"});
  const auto reports = reading.reports();
  REQUIRE(reports.size() == 30);
  CHECK(reports[9] == "1 error: unknown | did you mean \"abce\"?");
  CHECK(reports[10] == "1 error: unknown");
}

TEST_CASE("json_reader: a found value is named so that a person sees it") {
  struct Row {
    std::string text;
    std::string_view name;
  };
  const std::vector<Row> rows = {
      {"null", "null"}, {"false", "false"},  {"17", "17"},         {"1.0", "1.0"},
      {"[]", "a list"}, {"{}", "an object"}, {"\"\"", "a string"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(found(parse_json(row.text, JsonComments::kRefused).root) == row.name);
  }
}

}  // namespace zoom_mock
