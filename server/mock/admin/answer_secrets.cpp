#include "server/mock/admin/answer_secrets.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/http/form.h"

namespace zoom_mock {

namespace {

void hide_members(const JsonNode& node, Shown& shown) {
  for (const auto& item : node.items) hide_members(item, shown);
  for (const auto& member : node.members) {
    if (member.value.is_string()) {
      // A template's <string> is no secret, and may stand anywhere else too.
      if (!is_unsubstituted(member.value.text)) shown.value(member.key, member.value.text);
    } else {
      hide_members(member.value, shown);
    }
  }
}

/// In a form, and in JSON that was cut; in XML a refusal names the field alone.
void hide_named(std::string_view text, Shown& shown) {
  constexpr std::string_view kBefore = "\":= \t\r\n";
  for (const std::string_view name : {"access_token", "refresh_token", "stream_key"}) {
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at)) {
      at += name.size();
      if (text.substr(at).starts_with('<')) continue;  // <field>stream_key</field>
      at = std::min(text.find_first_not_of(kBefore, at), text.size());
      const auto value = text.substr(at, text.find_first_of("\"&,} \r\n", at) - at);
      shown.value(name, std::string(value));
    }
  }
}

}  // namespace

void hide_secrets_of_answer(std::string_view body, const Headers& headers, Shown& shown) {
  const auto read = parse_json(body, JsonComments::kRefused, kMostJsonValues);
  if (!read.syntax_error && !read.has_too_many_values) {
    hide_members(read.root, shown);
  } else {
    hide_named(body, shown);
  }
  shown.value("Location", std::string(headers.find("Location").value_or("")));
}

}  // namespace zoom_mock
