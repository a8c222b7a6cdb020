#include "server/base/xml_text.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace zoom_mock {

namespace {

constexpr const char* kReplaced = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("xml_text: what could end the text is escaped, and nothing else that XML can hold") {
  CHECK(xml_text("").empty());
  CHECK(xml_text("<a> & ]]> \"b\" 'c'") == "&lt;a&gt; &amp; ]]&gt; \"b\" 'c'");
  CHECK(xml_text("&lt;") == "&amp;lt;");
  CHECK(xml_text("\t\n\x7F") == "\t\n\x7F");
  CHECK(xml_text("a\r\nb") == "a&#13;\nb");
  CHECK(xml_text("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80") == "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST_CASE("xml_text: every character that XML 1.0 cannot hold is replaced") {
  for (char c = 0; c < ' '; ++c) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    CAPTURE(int{c});
    CHECK(xml_text(std::string{'a', c, 'b'}) == "a" + std::string(kReplaced) + "b");
  }
  CHECK(xml_text("\xEF\xBF\xBE") == kReplaced);
  CHECK(xml_text("\xEF\xBF\xBF") == kReplaced);
  CHECK(xml_text("\xEF\xBF\xBC") == "\xEF\xBF\xBC");
}

TEST_CASE("xml_text: bytes that are no UTF-8 are replaced") {
  CHECK(xml_text("a\xFF<") == "a" + std::string(kReplaced) + "&lt;");
  for (const std::string_view bytes :
       {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    CAPTURE(bytes.size());
    const auto xml = xml_text(bytes);
    CHECK(xml.starts_with(kReplaced));
    CHECK(xml.size() % 3 == 0);
  }
}

}  // namespace zoom_mock
