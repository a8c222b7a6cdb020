#include "server/mock/admin/exchange_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/base/explanation.h"
#include "server/http/fault.h"
#include "server/http/form.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/multipart.h"
#include "server/http/target.h"
#include "server/mock/admin/answer_secrets.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// An object made of a client's names, of which there may be thousands.
class Members {
 public:
  /// Nothing is added when the name is known.
  void add(const std::string& name, Json value) {
    const bool is_new = places_.try_emplace(name, list_.size()).second;
    if (is_new) list_.emplace_back(name, std::move(value));
  }

  /// What occurs once is a value, what occurs more often a list of them.
  void add_to(const std::string& name, Json value) {
    if (const auto place = places_.find(name); place != places_.end()) {
      auto& known = list_[place->second].second;
      if (!known.is_array()) known = Json::array({std::move(known)});
      known.push_back(std::move(value));
    } else {
      add(name, std::move(value));
    }
  }

  Json json() && {
    Json::object_t object;
    object.reserve(list_.size());
    // By the vector that it is: its own emplace() compares with every name.
    for (auto& [name, value] : list_) {
      object.Json::object_t::Container::emplace_back(name, std::move(value));
    }
    return object;
  }

 private:
  std::vector<std::pair<std::string, Json>> list_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// What is below a secret's name is secret too. Of duplicate keys the first counts.
Json node_json(const JsonNode& node, bool is_hidden, Shown& shown) {
  if (node.is_object()) {
    Members members;
    for (const auto& each : node.members) {
      members.add(each.key, node_json(each.value, is_hidden || shown.hides(each.key), shown));
    }
    return std::move(members).json();
  }
  if (node.is_array()) {
    auto list = Json::array();
    for (const auto& item : node.items) list.push_back(node_json(item, is_hidden, shown));
    return list;
  }
  if (is_hidden && !node.is_null() && !node.is_boolean()) return shown.hidden(node.text);
  return to_json(node);
}

Json query_json(const Target& target, Shown& shown) {
  Members members;
  for (const auto& [name, value] : query_parameters(target)) {
    members.add_to(name, shown.value(name, value));
  }
  return std::move(members).json();
}

Json headers_json(const Headers& headers, Shown& shown) {
  Members members;
  for (const auto& header : headers) members.add_to(header.name, shown.header(header));
  return std::move(members).json();
}

/// Headers that may repeat what a request's secrets are.
Json repeating_headers_json(const Headers& headers, Shown& shown) {
  Headers without;
  for (const auto& [name, value] : headers) without.add(name, shown.without_hidden(value));
  return headers_json(without, shown);
}

Json fields_json(const Form& form, Shown& shown) {
  Members members;
  for (const auto& field : form.entries) {
    if (field.filename) {
      members.add_to(field.name, Json{{"filename", shown.value(field.name, *field.filename)},
                                      {"bytes", field.value.size()}});
    } else {
      members.add_to(field.name, shown.value(field.name, field.value));
    }
  }
  return std::move(members).json();
}

/// The header of a part: beside what every form says, it may have anything.
std::string shown_part_header(const std::string& value, Shown& shown) {
  constexpr std::array<std::string_view, 4> kUsual = {"name", "filename", "filename*", "charset"};
  const auto is_usual = [&](const Parameter& parameter) {
    return std::ranges::any_of(kUsual, [&](auto name) { return iequals(name, parameter.name); });
  };
  const auto read = parse_header_value(value);
  const bool is_plain = read.problem.empty() && std::ranges::all_of(read.parameters, is_usual);
  if (is_plain || !shown.hides_anything()) return value;
  if (!read.problem.empty()) return shown.hidden(value);
  std::string text(read.kind);
  for (const auto& parameter : read.parameters) {
    const auto written = is_usual(parameter) ? parameter.value : shown.hidden(parameter.value);
    const std::string mark(parameter.in_quotes ? 1 : 0, '"');
    text += "; " + std::string(parameter.name) + "=" + mark + written + mark;
  }
  return text;
}

/// What each part says of itself; after the fields, whose secrets a header may repeat.
Json parts_json(const Request& request, Shown& shown) {
  auto list = Json::array();
  const auto multipart =
      parse_multipart(request.headers.find("Content-Type").value_or(""), request.body);
  for (const auto& part : multipart.parts) {
    Headers headers;
    for (const auto& [name, value] : headers_of(request.body, part)) {
      headers.add(name, shown_part_header(value, shown));
    }
    list.push_back({{"name", part.name}, {"headers", repeating_headers_json(headers, shown)}});
  }
  return list;
}

}  // namespace

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

double in_ms(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1000; }

Json body_json(const JsonNode& body, Shown& shown) { return node_json(body, false, shown); }

Json exchange_json(const Exchange& exchange, Secrets secrets) {
  Shown shown(secrets);
  const auto& request = exchange.request;
  const auto& [outcome, subject, why, notes, violations] = exchange.explanation;
  const auto target = exchange.target();
  const auto form = read_form(request);
  const auto& fault = exchange.delivery.fault;
  const auto code = exchange.code();
  Json json = {{"number", exchange.number},
               {"id", request_id(exchange.number)},
               {"arrived", to_iso8601(exchange.arrived)},
               {"session", or_null(exchange.session)},
               {"session_ms", exchange.since_opened.count()},
               {"scenario", or_null(exchange.scenario)},
               {"operation", or_null(exchange.operation)},
               {"method", or_null(request.method)},
               {"path", or_null(target.path)},
               {"query", query_json(target, shown)},
               {"headers", headers_json(request.headers, shown)},
               {"token", or_null(exchange.token)},
               {"meeting", or_null(exchange.meeting)},
               {"content_type", request.headers.find("Content-Type").value_or("")},
               {"fields", fields_json(form, shown)}};
  if (form.json) json["json"] = body_json(*form.json, shown);
  if (form.kind == FormKind::kMultipart) json["parts"] = parts_json(request, shown);
  json["body_bytes"] = request.body.size();
  json["status"] = exchange.status == 0 ? Json(nullptr) : Json(exchange.status);
  json["code"] = code ? Json(*code) : Json(nullptr);
  json["reply"] = or_null(exchange.reply);
  json["outcome"] = exchange.explanation.outcome_text();
  json["why"] = or_null(why);
  json["notes"] = notes;
  auto& names = json["violations"] = Json::array();
  for (const auto violation : violations.list()) names.push_back(violation_name(violation));
  hide_secrets_of_answer(exchange.body, exchange.response_headers, shown);
  json["response_headers"] = repeating_headers_json(exchange.response_headers, shown);
  json["response"] = shown.without_hidden(exchange.body);
  json["response_bytes"] = exchange.body_bytes;
  json["delay_ms"] = exchange.delivery.delay.count();
  json["fault"] = fault ? Json(fault_name(fault->kind)) : Json(nullptr);
  json["ended"] = exchange.ending ? Json(ending_name(*exchange.ending)) : Json(nullptr);
  json["took_ms"] = exchange.ending ? Json(in_ms(exchange.took)) : Json(nullptr);
  return json;
}

}  // namespace zoom_mock
