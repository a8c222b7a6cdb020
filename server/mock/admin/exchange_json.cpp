#include "server/mock/admin/exchange_json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "server/base/explanation.h"
#include "server/http/fault.h"
#include "server/http/form.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/secret.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Shows the texts of one request.
class Shown {
 public:
  explicit Shown(Secrets secrets) : secrets_(secrets) {}

  Json value(std::string_view name, const std::string& text) const {
    return hides(name) ? masked(text) : text;
  }

  /// The scheme of credentials is no secret.
  Json header(const Header& header) const {
    if (!hides(header.name)) return header.value;
    const auto [scheme, credentials] = parse_credentials(header.value);
    const bool is_known = iequals(scheme, "Bearer") || iequals(scheme, "Basic");
    if (!is_known || credentials.empty()) return masked(header.value);
    return std::string(scheme) + " " + masked(credentials);
  }

  Json member(std::string_view name, const JsonNode& node) const {
    if (node.is_object()) {
      auto object = Json::object();
      for (const auto& each : node.members) object[each.key] = member(each.key, each.value);
      return object;
    }
    if (node.is_array()) {
      auto list = Json::array();
      for (const auto& item : node.items) list.push_back(member(name, item));
      return list;
    }
    if (hides(name) && !node.is_null() && !node.is_boolean()) return masked(node.text);
    return to_json(node);
  }

 private:
  bool hides(std::string_view name) const {
    return secrets_ == Secrets::kMasked && names_secret(name);
  }

  const Secrets secrets_;
};

/// What occurs once is a value, what occurs more often a list of them.
void add(Json& object, const std::string& name, Json value) {
  auto& place = object[name];
  if (place.is_null()) {
    place = std::move(value);
  } else if (place.is_array()) {
    place.push_back(std::move(value));
  } else {
    place = Json::array({std::move(place), std::move(value)});
  }
}

Json query_json(const Target& target, const Shown& shown) {
  auto object = Json::object();
  for (const auto& [name, value] : query_parameters(target)) {
    add(object, name, shown.value(name, value));
  }
  return object;
}

Json headers_json(const Headers& headers, const Shown& shown) {
  auto object = Json::object();
  for (const auto& header : headers) add(object, header.name, shown.header(header));
  return object;
}

Json fields_json(const Form& form, const Shown& shown) {
  auto object = Json::object();
  for (const auto& field : form.entries) {
    if (field.filename) {
      add(object, field.name, Json{{"filename", *field.filename}, {"bytes", field.value.size()}});
    } else {
      add(object, field.name, shown.value(field.name, field.value));
    }
  }
  return object;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

/// Zoom's error code in a body; null when it has none.
Json code_in(const std::string& body) {
  const auto read = parse_json(body, JsonComments::kRefused);
  if (read.syntax_error) return nullptr;
  const auto* const code = read.root.find("code");
  return code != nullptr && code->value.is_integer() ? Json(code->value.integer) : Json(nullptr);
}

double in_ms(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1000; }

}  // namespace

Json exchange_json(const Exchange& exchange, Secrets secrets) {
  const Shown shown(secrets);
  const auto& request = exchange.request;
  const auto& [outcome, subject, why, notes] = exchange.explanation;
  const auto target = split_target(request.target);
  const auto form = read_form(request);
  const auto& fault = exchange.delivery.fault;
  Json json = {{"number", exchange.number},
               {"id", "req-" + std::to_string(exchange.number)},
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
  if (form.json) json["json"] = shown.member("", *form.json);
  json["body_bytes"] = request.body.size();
  json["status"] = exchange.status;
  json["code"] = code_in(exchange.body);
  json["outcome"] = exchange.explanation.outcome_text();
  json["why"] = or_null(why);
  json["notes"] = notes;
  json["response"] = exchange.body;
  json["delay_ms"] = exchange.delivery.delay.count();
  json["fault"] = fault ? Json(fault_name(fault->kind)) : Json(nullptr);
  json["ended"] = exchange.ending ? Json(ending_name(*exchange.ending)) : Json(nullptr);
  json["took_ms"] = exchange.ending ? Json(in_ms(exchange.took)) : Json(nullptr);
  return json;
}

}  // namespace zoom_mock
