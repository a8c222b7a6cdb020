#include "server/mock/anywhere.h"

#include <algorithm>
#include <string>

#include "server/base/base64.h"
#include "server/http/header_value.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

bool contains(std::string_view whole, std::string_view text) {
  return whole.find(text) != whole.npos;
}

/// Forms and queries write a blank as '+'.
bool contains_decoded(std::string_view whole, std::string_view text) {
  std::string spaced(whole);
  std::ranges::replace(spaced, '+', ' ');
  return contains(percent_decode(whole), text) || contains(percent_decode(spaced), text);
}

bool is_in_json(std::string_view text, const JsonNode& node) {
  return (node.is_string() && contains(node.text, text)) ||
         std::ranges::any_of(node.items,
                             [&](const JsonNode& item) { return is_in_json(text, item); }) ||
         std::ranges::any_of(node.members, [&](const JsonMember& member) {
           return contains(member.key, text) || is_in_json(text, member.value);
         });
}

/// Cookies are percent-encoded, Basic credentials and many a debugging header are base64.
bool is_in_header(std::string_view text, const Header& header) {
  const auto& value = header.value;
  return contains(value, text) || contains(header.name, text) || contains_decoded(value, text) ||
         contains(base64_decode(value), text) ||
         contains(base64_decode(parse_credentials(value).value), text);
}

bool is_in_body(std::string_view text, const Call& call) {
  const auto& body = call.request.body;
  const auto& form = call.form;
  if (contains(body, text) || contains_decoded(body, text)) return true;
  if (form.json && is_in_json(text, *form.json)) return true;
  return std::ranges::any_of(form.entries, [&](const FormField& field) {
    return contains(field.value, text) || (field.filename && contains(*field.filename, text));
  });
}

}  // namespace

bool is_anywhere(std::string_view text, const Call& call) {
  const auto& target = call.request.target;
  if (contains(target, text) || contains_decoded(target, text)) return true;
  const bool in_headers = std::ranges::any_of(
      call.request.headers, [&](const Header& header) { return is_in_header(text, header); });
  return in_headers || is_in_body(text, call);
}

}  // namespace zoom_mock
