#include "server/base/suggestion.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace zoom_mock {
namespace {

const std::vector<std::string>& fields() {
  static const std::vector<std::string> kNames = {"stream_url", "stream_key", "page_url",
                                                  "resolution"};
  return kNames;
}

}  // namespace

TEST_CASE("suggestion: usual slips find their word") {
  struct Row {
    std::string word;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"stream_key", "stream_key"},   // no slip at all
      {"stream-key", "stream_key"},   // the other separator
      {"STREAM_KEY", "stream_key"},   // capitals
      {"streamKey", "stream_key"},    // camel case
      {"steam_key", "stream_key"},    // a letter less
      {"streeam_key", "stream_key"},  // a letter more
      {"stream_kex", "stream_key"},   // another letter
      {"srteam_key", "stream_key"},   // two letters swapped
      {"pageurl", "page_url"},       {"resolutions", "resolution"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, fields()) == row.expected);
  }
}

TEST_CASE("suggestion: what is far from every word gets no suggestion") {
  for (const std::string word : {"", "key", "url", "broadcast", "stream", "resolution_of_it_all"}) {
    CAPTURE(word);
    CHECK_FALSE(nearest(word, fields()));
  }
  CHECK_FALSE(nearest("anything", {}));
}

TEST_CASE("suggestion: a third of the letters may differ, and one of any word") {
  CHECK(nearest("abcdefghi", {"abcdefxyz"}) == "abcdefxyz");
  CHECK_FALSE(nearest("abcdefghi", {"abcdewxyz"}));
  CHECK(nearest("is", {"as"}) == "as");
  CHECK_FALSE(nearest("is", {"at"}));
}

TEST_CASE("suggestion: two neighbours in the wrong order are one slip") {
  CHECK(nearest("si", {"is"}) == "is");
  CHECK(nearest("SI", {"is"}) == "is");
  CHECK(nearest("a-b", {"ab_"}) == "ab_");
  CHECK_FALSE(nearest("dcba", {"abcd"}));
}

TEST_CASE("suggestion: the nearest of several counts, of equals the first") {
  CHECK(nearest("meeting", {"meetings", "meeting", "greeting"}) == "meeting");
  CHECK(nearest("cat", {"cut", "cot"}) == "cut");
}

TEST_CASE("suggestion: a hostile word costs nothing") {
  const std::string huge(10'000'000, 'a');
  CHECK_FALSE(nearest(huge, fields()));
  CHECK_FALSE(nearest("a", {huge}));
  CHECK(nearest(std::string(100, 'a'), {std::string(99, 'a')}));
}

}  // namespace zoom_mock
