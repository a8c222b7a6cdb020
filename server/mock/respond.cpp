#include "server/mock/respond.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/clock.h"
#include "server/base/explanation.h"
#include "server/scenario/placeholder.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kField = "field.";
constexpr std::string_view kHeader = "header.";
/// A field that a header repeats may be as long as a body.
constexpr std::size_t kMaxHeaderValue = 8 * 1024UL;

std::string host_or_user(const Call& call) {
  if (!call.route.names_meeting()) return call.token.user;
  return call.session->scenario().meeting(call.route.id).host.id;
}

/// What is true of the call; empty when there is nothing of that name.
std::string fact_of(const Call& call, std::string_view name) {
  const auto& [operation, id, allowed] = call.route;
  if (name == "request_id") return call.request_id;
  if (name == "meeting_id") return call.route.names_meeting() ? id : std::string();
  if (name == "request") return call.request.method + " " + call.target.path;
  if (name == "endpoints") return listed(nearest_endpoints(call.target.path));
  if (name == "scopes" && operation != nullptr) {
    return listed({operation->scopes.begin(), operation->scopes.end()});
  }
  if (call.session == nullptr) return {};
  if (name == "now") return to_iso8601(call.now);
  if (name == "account_id") return call.token.account;
  return name == "user_id" ? host_or_user(call) : std::string();
}

std::string value_of(std::string_view name, const Verdict& verdict, const Call& call) {
  if (name.starts_with(kField)) {
    const auto* const field = call.form.find(name.substr(kField.size()));
    return field == nullptr ? std::string() : field->value;
  }
  if (name.starts_with(kHeader)) {
    return std::string(call.request.headers.find(name.substr(kHeader.size())).value_or(""));
  }
  const auto known =
      std::ranges::find(verdict.facts, name, [](const auto& fact) { return fact.first; });
  if (known != verdict.facts.end() && !known->second.empty()) return known->second;
  return fact_of(call, name);
}

std::string json_escaped(const std::string& text) {
  using nlohmann::json;
  const auto quoted = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

/// The body that the catalogue words: {"code":…,"message":…,"errors":[…]}.
std::string catalogue_body(const CatalogueReply& reply, const Wording& wording,
                           const Verdict& verdict, const Call& call) {
  const auto message =
      expand(wording.message, [&](std::string_view name) { return value_of(name, verdict, call); });
  nlohmann::ordered_json body = {{"code", reply.code}, {"message", message}};
  for (const auto& error : verdict.field_errors) {
    body["errors"].push_back({{"field", error.field}, {"message", error.message}});
  }
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Response respond(Verdict verdict, const Call& call) {
  const auto& reply = verdict.reply;
  const auto expanded = [&](const std::string& text, bool as_json) {
    return expand(text, [&](std::string_view name) {
      auto value = value_of(name, verdict, call);
      return as_json ? json_escaped(value) : value;
    });
  };

  Response response;
  if (const auto* const known = find_reply(reply.use)) {
    const auto& wording = known->wording(call.profile);
    response.status = wording.status;
    if (known->code != 0) {
      response.body = catalogue_body(*known, wording, verdict, call);
      response.headers.set("Content-Type", "application/json");
    }
  }
  response.status = reply.status.value_or(response.status);
  if (reply.body) {
    response.body = expanded(*reply.body, reply.body_is_json);
    response.headers.set("Content-Type", reply.content_type);
  }
  if (verdict.body) {
    response.body = std::move(*verdict.body);
    response.headers.set("Content-Type", "application/json");
  }
  for (const auto& header : reply.headers) {
    response.headers.set(header.name, expanded(header.value, false).substr(0, kMaxHeaderValue));
  }
  // RFC 9110 15.5.2: a 401 says which scheme would do.
  if (response.status == 401 && !response.headers.find("WWW-Authenticate")) {
    response.headers.add("WWW-Authenticate", "Bearer");
  }
  response.explanation = std::move(verdict.explanation);
  return response;
}

}  // namespace zoom_mock
