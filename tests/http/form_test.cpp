#include "server/http/form.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/multipart.h"

namespace zoom_mock {
namespace {

using Names = std::vector<std::string>;

Form read(Headers headers, std::string body) {
  return read_form({"PATCH", "/", std::move(headers), std::move(body)});
}

Form read_json(std::string body) {
  return read({{"Content-Type", "application/json"}}, std::move(body));
}

std::string form_part(std::string_view parameters, std::string_view content) {
  return "--b\r\nContent-Disposition: form-data; " + std::string(parameters) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}

Form read_parts(const std::string& parts) {
  return read({{"Content-Type", "multipart/form-data; boundary=b"}}, parts + "--b--\r\n");
}

std::string value_of(const Form& form, std::string_view name) {
  const auto* const field = form.find(name);
  return field == nullptr ? "(absent)" : field->value;
}

}  // namespace

TEST_CASE("form: the Content-Type says how a body is read") {
  struct Row {
    std::string content_type;
    FormKind kind;
  };
  const std::vector<Row> rows = {
      {"multipart/form-data; boundary=b", FormKind::kMultipart},
      {"Multipart/Form-Data ;boundary=b", FormKind::kMultipart},
      {"multipart/form-data", FormKind::kMultipart},
      {"application/json", FormKind::kJson},
      {" Application/JSON ; charset=utf-8", FormKind::kJson},
      {"application/jsonp", FormKind::kUnsupported},
      {"application/problem+json", FormKind::kUnsupported},
      {"application/x-www-form-urlencoded", FormKind::kUnsupported},
      {"multipart/mixed; boundary=b", FormKind::kUnsupported},
      {"text/plain", FormKind::kUnsupported},
      {"", FormKind::kUnsupported},
  };
  for (const auto& row : rows) {
    CAPTURE(row.content_type);
    CHECK(read({{"content-type", row.content_type}}, "x").kind == row.kind);
    CHECK(read({{"content-type", row.content_type}}, "").kind == row.kind);
  }
}

TEST_CASE("form: a request without body and Content-Type has no form and no defect") {
  const auto form = read({}, "");
  CHECK(form.kind == FormKind::kNone);
  CHECK(form.defect.empty());
  CHECK(form.entries.empty());
}

TEST_CASE("form: an unsupported body is explained") {
  CHECK(read({}, "a=b").kind == FormKind::kUnsupported);
  CHECK(read({}, "a=b").defect == "the request has a body but no Content-Type");
  CHECK(read({{"Content-Type", "text/plain; charset=x\r\n"}}, "").defect ==
        "Content-Type \"text/plain\" is neither multipart/form-data nor application/json");
}

TEST_CASE("form: what is labelled a URL-encoded form and is none has no fields, and says so") {
  const std::string json = R"({"stream_key":"k1","page_url":"a=b"})";
  const auto form = read({{"Content-Type", "application/x-www-form-urlencoded"}}, json);
  CHECK(form.entries.empty());
  CHECK(form.violations == Violations(Violation::kBodyMislabelled));
  CHECK(form.defect ==
        "the body begins as JSON does, and Content-Type calls it a URL-encoded form");
}

TEST_CASE("form: multipart fields keep their bytes") {
  const auto form = read_parts(form_part("name=a", " \r\n\xFF ") + form_part("name=b", ""));
  CHECK(form.defect.empty());
  CHECK(value_of(form, "a") == " \r\n\xFF ");
  CHECK(value_of(form, "b").empty());
  CHECK(form.find("a")->is_text);
}

TEST_CASE("form: names differ by case and by every byte") {
  const auto form = read_parts(form_part("name=a", "1"));
  CHECK(value_of(form, "A") == "(absent)");
  CHECK(value_of(form, "") == "(absent)");
  CHECK(value_of(form, "aa") == "(absent)");
}

TEST_CASE("form: a file is an entry and no field") {
  const auto form = read_parts(form_part("name=a; filename=x.txt", "1") + form_part("name=a", "2"));
  CHECK(value_of(form, "a") == "2");
  CHECK(form.count("a") == 1);
  REQUIRE(form.entries.size() == 2);
  CHECK(form.entries.front().filename == "x.txt");
  CHECK(form.names() == Names{"a"});
}

TEST_CASE("form: of duplicates the first counts, and it is noted") {
  const auto multipart = read_parts(form_part("name=\"a\"", "1") + form_part("name=\"a\"", "2"));
  CHECK(value_of(multipart, "a") == "1");
  CHECK(multipart.count("a") == 2);
  CHECK(multipart.notes.size() == 1);
  const auto json = read_json(R"({"a":"1","a":"2"})");
  CHECK(value_of(json, "a") == "1");
  CHECK(json.count("a") == 2);
  CHECK(json.notes == Names{"the JSON body repeats a key at 1:10: the first one counts"});
}

TEST_CASE("form: names come in order, each once") {
  CHECK(read_json(R"({"z":"","a":1,"z":"","m":null})").names() == Names{"z", "a", "m"});
}

TEST_CASE("form: the fields of a JSON body are its members") {
  const auto form = read_json(R"({"a":"t\u00e4xt","b":""})");
  CHECK(form.defect.empty());
  CHECK(value_of(form, "a") == "t\xC3\xA4xt");
  CHECK(form.find("a")->is_text);
  CHECK(value_of(form, "b").empty());
  REQUIRE(form.json);
  CHECK(form.json->members.size() == 2);
}

TEST_CASE(
    "form: a JSON scalar that is no string is a field as it was written, a container an empty "
    "one") {
  const auto form = read_json(R"({"n":1.50,"t":true,"z":null,"l":[1, 2],"o":{"a": 1}})");
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"n", "1.50"}, {"t", "true"}, {"z", "null"}, {"l", ""}, {"o", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(value_of(form, row.first) == row.second);
    REQUIRE(form.find(row.first) != nullptr);
    CHECK_FALSE(form.find(row.first)->is_text);
  }
}

TEST_CASE("form: members of a JSON object are fields of their own, down to the fourth level") {
  const auto form = read_json(R"({"s":{"a":"1","t":{"b":true,"u":{"c":{"d":1}}}},"e":{}})");
  CHECK(form.names() == std::vector<std::string>{"s.a", "s.t.b", "s.t.u.c", "e"});
  CHECK(value_of(form, "s.a") == "1");
  CHECK(value_of(form, "s.t.b") == "true");
  REQUIRE(form.find("s") != nullptr);
  CHECK(form.find("s")->has_members);
  CHECK_FALSE(form.find("e")->has_members);
}

TEST_CASE("form: a JSON body that cannot be read is explained and has no fields") {
  struct Row {
    std::string body;
    std::string_view defect;
  };
  const std::vector<Row> rows = {
      {"", "the JSON body is empty"},
      {"{\n\"a\":x}", "the JSON body is broken at 2:5"},
      {"{} // no", "the JSON body is broken at 1:4"},
      {"[1]", "the JSON body is a list; it must be an object"},
      {"\"{}\"", "the JSON body is a string; it must be an object"},
      {"null", "the JSON body is null; it must be an object"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.body);
    const auto form = read_json(row.body);
    CHECK(form.kind == FormKind::kJson);
    CHECK(form.defect.starts_with(row.defect));
    CHECK(form.entries.empty());
    CHECK_FALSE(form.json);
  }
}

TEST_CASE("form: what is wrong with a multipart body is passed on") {
  const auto form =
      read({{"Content-Type", "multipart/form-data; boundary=b"}}, form_part("name=a", "1"));
  CHECK(form.kind == FormKind::kMultipart);
  CHECK_FALSE(form.defect.empty());
  CHECK_FALSE(form.violations.has(Violation::kBodyTooLarge));
}

TEST_CASE("form: too many parts are told apart from a broken body") {
  std::string parts;
  for (std::size_t i = 0; i < kMaxParts; ++i) parts += form_part("name=a" + std::to_string(i), "1");
  CHECK(read_parts(parts).defect.empty());
  const auto form = read_parts(parts + form_part("name=b", "1"));
  CHECK(form.violations == Violations(Violation::kBodyTooLarge));
  CHECK_FALSE(form.defect.empty());
}

TEST_CASE("form: a JSON body may have ten thousand values, and no more") {
  std::string body = "{";
  for (std::size_t i = 1; i < kMostJsonValues; ++i) body += "\"k" + std::to_string(i) + "\":1,";
  body.back() = '}';
  auto form = read_json(body);
  CHECK(form.entries.size() == kMostJsonValues - 1);  // the object is a value too
  CHECK(form.names().size() <= 100);
  body.back() = ',';
  form = read_json(body + R"("a":[]})");
  CHECK(form.violations == Violations(Violation::kBodyTooLarge));
  CHECK(form.defect == "the JSON body has more than 10000 values");
  CHECK(form.entries.empty());
  CHECK_FALSE(form.json);
}

TEST_CASE("form: a compressed body is named as such") {
  const auto form =
      read({{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, "\x1f\x8b\x08");
  CHECK(form.kind == FormKind::kUnsupported);
  CHECK(form.defect == "the body is compressed (Content-Encoding: \"gzip\"); send it uncompressed");
  CHECK(
      read({{"Content-Type", "application/json"}, {"Content-Encoding", " Identity"}}, "{}").kind ==
      FormKind::kJson);
}

}  // namespace zoom_mock
