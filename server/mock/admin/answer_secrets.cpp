#include "server/mock/admin/answer_secrets.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/http/form.h"

namespace zoom_mock {

namespace {

/// The texts in what has a name. What is below a secret's name is secret too.
void hide_texts(std::string_view name, const JsonNode& node, Shown& shown) {
  // A template's <string> is no secret, and may stand anywhere else too.
  if (node.is_string() && !is_unsubstituted(node.text)) shown.value(name, node.text);
  for (const auto& item : node.items) hide_texts(name, item, shown);
  const bool is_secret = shown.hides(name);
  for (const auto& member : node.members) {
    hide_texts(is_secret ? name : member.key, member.value, shown);
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
    hide_texts("", read.root, shown);
  } else {
    hide_named(body, shown);
  }
  shown.value("Location", std::string(headers.find("Location").value_or("")));
}

}  // namespace zoom_mock
