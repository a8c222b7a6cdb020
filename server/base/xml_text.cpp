#include "server/base/xml_text.h"

#include "server/base/json_source.h"
#include "server/base/json_text.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Without bytes that are no UTF-8: writing JSON replaces them.
std::string as_utf8(std::string_view text) {
  return parse_json(json_string(text), JsonComments::kRefused).root.text;
}

/// Whether U+FFFE or U+FFFF begins there: characters of UTF-8, and none of XML.
bool is_noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

std::string escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':  // of "]]>" it must be
      return "&gt;";
    case '\r':  // a reader would make a line feed of it
      return "&#13;";
    case '\t':
    case '\n':
      return {c};
    default:
      return c >= '\0' && c < ' ' ? std::string(kReplacement) : std::string{c};
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  const auto characters = as_utf8(text);
  std::string xml;
  std::string_view rest = characters;
  while (!rest.empty()) {
    const bool is_none = is_noncharacter(rest);
    if (is_none) {
      xml += kReplacement;
    } else {
      xml += escaped(rest.front());
    }
    rest.remove_prefix(is_none ? kReplacement.size() : 1);
  }
  return xml;
}

}  // namespace zoom_mock
