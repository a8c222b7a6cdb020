#include "server/contract/answer_check.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/base/json_source.h"
#include "server/base/json_text.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Many times as many as an answer of Zoom's to these requests has.
constexpr std::size_t kMostValues = 10'000;
/// What is kept of a body that is no JSON, or long.
constexpr std::size_t kMostText = 2'000;

std::optional<Json> json_in(std::string_view body) {
  const auto read = parse_json(body, JsonComments::kRefused, kMostValues);
  if (read.syntax_error) return std::nullopt;
  return to_json(read.root);
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A member that is a string; else empty.
std::string string_in(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The same with names in the place of the values that were given, as keys, too.
Json hidden(const Json& json, const Given& given) {
  if (json.is_string()) return without_given(json.get<std::string>(), given);
  if (json.is_object()) {
    auto object = Json::object();
    for (const auto& [name, value] : json.items()) {
      object[without_given(name, given)] = hidden(value, given);
    }
    return object;
  }
  if (json.is_array()) {
    auto list = Json::array();
    for (const auto& value : json) list.push_back(hidden(value, given));
    return list;
  }
  const auto is_given = [&](const auto& pair) { return json.dump() == pair.second; };
  const auto found = std::ranges::find_if(given, is_given);
  return found == given.end() ? json : Json("{" + found->first + "}");
}

/// As JSON; cut when it is longer than answers to these requests are.
std::string bounded(const Json& json) {
  auto text = text_of(json);
  return text.size() <= kMostText ? text : json_string(text.substr(0, kMostText));
}

std::string differs(std::string_view what, const std::string& got, const std::string& due) {
  return std::string(what) + " " + got + " instead of " + due;
}

Json errors_json(const ContractRow& row) {
  auto list = Json::array();
  for (const auto& [field, message] : row.errors) {
    list.push_back({{"field", field}, {"message", message}});
  }
  return list;
}

std::string departure_of_error(const ContractRow& row, const Json& body,
                               const CatalogueReply& reply, std::string_view wording) {
  const auto code = body.value("code", Json());
  if (code != reply.code) return differs("code", text_of(code), std::to_string(reply.code));
  const auto message = string_in(body, "message");
  if (!is_worded(message, wording)) {
    return differs("message", json_string(message), json_string(wording));
  }
  const auto errors = body.value("errors", Json::array());
  if (errors != errors_json(row)) {
    return differs("errors", text_of(errors), text_of(errors_json(row)));
  }
  return {};
}

/// A value's type, or those of what it holds.
Json types_in(const Json& json) {
  if (json.is_object()) {
    auto types = Json::object();
    for (const auto& [name, value] : json.items()) types[name] = types_in(value);
    return types;
  }
  if (json.is_array()) {
    return json.empty() ? Json::array() : Json::array({types_in(json.front())});
  }
  return json.type_name();
}

}  // namespace

CatalogueReply expected_reply(const ContractRow& row) {
  const auto answers = answers_of(*find_operation(row.operation));
  return *std::ranges::find(answers, row.reply, &CatalogueReply::name);
}

bool is_worded(std::string_view message, std::string_view wording) {
  while (true) {
    const auto open = wording.find('{');
    const auto literal = wording.substr(0, open);
    if (!message.starts_with(literal)) return false;
    if (open == wording.npos) return message.size() == literal.size();
    message.remove_prefix(literal.size());
    wording.remove_prefix(wording.find('}', open) + 1);
    if (wording.empty()) return !message.empty();
    if (wording.find('{') == wording.npos) {
      return message.size() > wording.size() && message.ends_with(wording);
    }
    // What stands in a name's place ends where the words go on that follow it.
    const auto next = message.find(wording.substr(0, wording.find('{')));
    if (next == message.npos || next == 0) return false;
    message.remove_prefix(next);
  }
}

std::string departure_of(const ContractRow& row, const ContractAnswer& answer, Profile profile) {
  const auto reply = expected_reply(row);
  const auto& wording = reply.wording(profile);
  if (answer.status != wording.status) {
    return differs("status", std::to_string(answer.status), std::to_string(wording.status));
  }
  if (!is_made(row.reply) && !reply.has_body()) {
    return answer.body.empty()
               ? std::string()
               : "a body of " + std::to_string(answer.body.size()) + " bytes where none is due";
  }
  const auto body = json_in(answer.body);
  if (!body || !body->is_object()) return "a body that is no JSON object";
  if (is_made(row.reply)) return body->empty() ? "an empty object" : "";
  return departure_of_error(row, *body, reply, wording.message);
}

std::string normal_body(const ContractRow& row, const ContractAnswer& answer, const Given& given) {
  if (answer.body.empty()) return {};
  auto body = json_in(answer.body);
  if (!body) return json_string(without_given(answer.body, given).substr(0, kMostText));
  if (answer.status / 100 == 2) return bounded(hidden(types_in(*body), given));
  const auto reply = expected_reply(row);
  if (body->is_object()) {
    const auto message = string_in(*body, "message");
    for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
      const auto wording = reply.wording(profile).message;
      if (!wording.empty() && is_worded(message, wording)) (*body)["message"] = wording;
    }
  }
  return bounded(hidden(*body, given));
}

}  // namespace zoom_mock
