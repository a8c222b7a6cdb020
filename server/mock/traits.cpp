#include "server/mock/traits.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/target.h"
#include "server/mock/match.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// No two lists have the same text.
std::string joined(Pairs pairs) {
  std::ranges::sort(pairs);
  std::string text;
  for (const auto& [name, value] : pairs) {
    text += std::to_string(name.size()) + ":" + name + std::to_string(value.size()) + ":" + value;
  }
  return text;
}

Pairs only(const std::string& name, const Pairs& pairs) {
  Pairs of_name;
  std::ranges::copy_if(pairs, std::back_inserter(of_name),
                       [&](const auto& pair) { return pair.first == name; });
  return of_name;
}

/// An object or a list, of which a field has no text.
std::string nested_value(const std::string& name, const Call& call) {
  const auto* const member = call.form.json ? call.form.json->find(name) : nullptr;
  if (member == nullptr) return {};
  return to_json(member->value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Pairs fields_of(const Call& call) {
  Pairs pairs;
  for (const auto& field : call.form.entries) {
    if (field.has_members) continue;  // they are told apart by what they hold
    auto value = field.is_text ? "text " + field.value : "value " + field.value;
    if (!field.is_text && field.value.empty()) value += nested_value(field.name, call);
    if (field.filename) value = "file " + *field.filename + "\n" + value;
    pairs.emplace_back(field.name, std::move(value));
  }
  return pairs;
}

Pairs header_of(const std::string& name, const Call& call) {
  Pairs pairs;
  for (const auto value : call.request.headers.all(name)) pairs.emplace_back(name, value);
  return pairs;
}

std::string content_type_of(const Call& call) {
  const auto type = call.request.headers.find("Content-Type");
  return type ? "is " + lower_case(media_type(*type)) : std::string();
}

std::string meeting_of(const Call& call) {
  When when;
  when.any_endpoint = true;
  return meeting_id_of(when, call).value_or("");
}

}  // namespace

std::string trait_of(std::string_view name, const Call& call) {
  const auto dot = name.find('.');
  if (dot != name.npos) {
    const auto group = name.substr(0, dot);
    const std::string member(name.substr(dot + 1));
    if (group == "headers") return joined(header_of(member, call));
    return joined(
        only(member, group == "fields" ? fields_of(call) : query_parameters(call.target)));
  }
  if (name == "method") return call.request.method;
  if (name == "path") return call.target.path;
  if (name == "meeting") return meeting_of(call);
  if (name == "token") return call.token.alias;
  if (name == "content_type") return content_type_of(call);
  if (name == "fields") return joined(fields_of(call));
  if (name == "query") return joined(query_parameters(call.target));
  return call.request.body;
}

}  // namespace zoom_mock
