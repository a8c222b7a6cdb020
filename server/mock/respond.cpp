#include "server/mock/respond.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/scenario/placeholder.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kField = "field.";
constexpr std::string_view kHeader = "header.";
/// A field that a header repeats may be as long as a body.
constexpr std::size_t kMaxHeaderValue = 8 * 1024UL;

std::string value_of(std::string_view name, const Verdict& verdict, const ReplyContext& context) {
  if (name.starts_with(kField)) {
    const auto* const field = context.form.find(name.substr(kField.size()));
    return field == nullptr ? std::string() : field->value;
  }
  if (name.starts_with(kHeader)) {
    return std::string(context.headers.find(name.substr(kHeader.size())).value_or(""));
  }
  const auto known =
      std::ranges::find(verdict.facts, name, [](const auto& fact) { return fact.first; });
  if (known != verdict.facts.end() && !known->second.empty()) return known->second;
  return context.fact ? context.fact(name) : std::string();
}

std::string json_escaped(const std::string& text) {
  using nlohmann::json;
  const auto quoted = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

/// The body that the catalogue words: {"code":…,"message":…,"errors":[…]}.
std::string catalogue_body(const CatalogueReply& reply, const Wording& wording,
                           const Verdict& verdict, const ReplyContext& context) {
  const auto message = expand(
      wording.message, [&](std::string_view name) { return value_of(name, verdict, context); });
  nlohmann::ordered_json body = {{"code", reply.code}, {"message", message}};
  for (const auto& error : verdict.field_errors) {
    body["errors"].push_back({{"field", error.field}, {"message", error.message}});
  }
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Response respond(const Verdict& verdict, const ReplyContext& context) {
  const auto& reply = verdict.reply;
  const auto expanded = [&](const std::string& text, bool as_json) {
    return expand(text, [&](std::string_view name) {
      auto value = value_of(name, verdict, context);
      return as_json ? json_escaped(value) : value;
    });
  };

  Response response;
  if (const auto* const known = find_reply(reply.use)) {
    const auto& wording = known->wording(context.profile);
    response.status = wording.status;
    if (known->code != 0) {
      response.body = catalogue_body(*known, wording, verdict, context);
      response.headers.set("Content-Type", "application/json");
    }
  }
  response.status = reply.status.value_or(response.status);
  if (reply.body) {
    response.body = expanded(*reply.body, reply.body_is_json);
    response.headers.set("Content-Type", reply.content_type);
  }
  for (const auto& header : reply.headers) {
    response.headers.set(header.name, expanded(header.value, false).substr(0, kMaxHeaderValue));
  }
  response.explanation = verdict.explanation;
  return response;
}

}  // namespace zoom_mock
