#include "server/http/accept.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace zoom_mock {

namespace {

int asked(const std::vector<std::string>& accept, std::string_view media_type) {
  Headers headers;
  for (const auto& value : accept) headers.add("aCCept", value);
  return weight_asked(headers, media_type);
}

struct Weighed {
  std::vector<std::string> accept;
  int json;
};

void check_weights(const std::vector<Weighed>& rows) {
  for (const auto& row : rows) {
    const auto accept = joined(row.accept, " | ");
    CAPTURE(accept);
    CHECK(asked(row.accept, "application/json") == row.json);
  }
}

}  // namespace

TEST_CASE("accept: a media type is asked for by its name or its kind, and by */* none is") {
  check_weights({
      {{}, 0},
      {{""}, 0},
      {{"*/*"}, 0},
      {{"application/json"}, 1000},
      {{"APPLICATION/Json"}, 1000},
      {{"application/*"}, 1000},
      {{"Application/*"}, 1000},
      {{"application/json, text/plain, */*"}, 1000},
      {{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, 0},
      {{"text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"}, 0},
      {{"text/json"}, 0},
      {{"application/problem+json"}, 0},
      {{"application/jsonp"}, 0},
      {{"application/*+json"}, 0},
      {{"application"}, 0},
      {{"application/"}, 0},
      {{"*/json"}, 0},
      {{",, application/json ,,"}, 1000},
      {{"text/html", "application/json"}, 1000},
  });
  CHECK(asked({"application/*, text/xml;q=0.5"}, "text/xml") == 500);
}

TEST_CASE("accept: a weight counts in thousandths, and what is no weight counts for nothing") {
  check_weights({
      {{"application/json;q=0"}, 0},
      {{"application/json; Q=0.000"}, 0},
      {{"application/json ; q=0.5"}, 500},
      {{"application/json;q=0.25"}, 250},
      {{"application/json;q=0.001"}, 1},
      {{"application/json;q=0.9999"}, 999},
      {{"application/json;q=0."}, 0},
      {{"application/json;q=\"0.5\""}, 500},
      {{"application/json;q=1.000"}, 1000},
      {{"application/json;q=2"}, 1000},
      {{"application/json;q=-1"}, 1000},
      {{"application/json;q=0.x"}, 1000},
      {{"application/json;q="}, 1000},
      {{"application/json;q"}, 1000},
      {{"application/*;q=0"}, 0},
  });
}

TEST_CASE("accept: the name goes before the kind, and of two weights the greater counts") {
  check_weights({
      {{"application/*, application/json;q=0"}, 0},
      {{"application/json;q=0", "application/*"}, 0},
      {{"application/*;q=0, application/json;q=0.5"}, 500},
      {{"application/json;q=0.2, application/json;version=2;q=0.4"}, 400},
  });
}

TEST_CASE("accept: other parameters count for nothing, and a comma in quotes parts nothing") {
  check_weights({
      {{"application/json; charset=utf-8"}, 1000},
      {{R"(application/json;profile="a,b";q=0.5)"}, 500},
      {{R"(text/html;a=", application/json")"}, 0},
      {{R"(text/html;a="\",", application/json;q=0.5)"}, 500},
      {{R"(text/html;a="never closed, application/json)"}, 0},
      {{R"(application/json;a="\)"}, 1000},
  });
}

}  // namespace zoom_mock
