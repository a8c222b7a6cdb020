#include "server/zoom/recording_kinds.h"

#include <doctest/doctest.h>

#include <string>

using namespace zoom_mock;

TEST_CASE("recording_kinds: a file's name says what it is, whole or by its end") {
  struct Row {
    const char* name;
    const char* type;
  };
  for (const auto& row :
       {Row{"video.mp4", "MP4"}, Row{"my.first.m4a", "M4A"}, Row{"chat.txt", "CHAT"},
        Row{"en.vtt", "TRANSCRIPT"}, Row{"cc.vtt", "CC"}, Row{"a.json", "TIMELINE"},
        Row{"summary.json", "SUMMARY"}, Row{"poll.csv", "CSV"}, Row{"a.jpg", "TB"}}) {
    CAPTURE(row.name);
    const auto* const kind = find_recording_kind(row.name);
    REQUIRE(kind != nullptr);
    CHECK(kind->file_type == row.type);
  }
  for (const char* name : {"", "mp4", ".mp4", "video.", "video.avi", "video.MP4"}) {
    CAPTURE(name);
    CHECK(find_recording_kind(name) == nullptr);
  }
}
