#include "server/mock/respond.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "server/base/clock.h"
#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/http/accept.h"
#include "server/http/header_value.h"
#include "server/scenario/placeholder.h"
#include "server/zoom/error_body.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

/// A field that a header repeats may be as long as a body.
constexpr std::size_t kMaxHeaderValue = 8 * 1024UL;
constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kWhyXml =
    "the body is XML, since Accept does not ask for JSON: send Accept: application/json";

std::string host_or_user(const Call& call) {
  const auto& route = call.route;
  if (route.names_meeting()) return call.session->meeting(route.id).host.id;
  const bool names_user = route.operation != nullptr && route.operation->id_kind == IdKind::kUser;
  return names_user && route.id != "me" ? route.id : call.token.user;
}

/// What is true of the call; empty when there is nothing of that name.
std::string fact_of(const Call& call, std::string_view name) {
  const auto& route = call.route;
  if (name == "request_id") return call.request_id;
  if (name == "meeting_id") return route.names_meeting() ? route.id : std::string();
  if (name == "request") return shown_method(call.request.method) + " " + call.target.path;
  if (name == "endpoints") return listed(nearest_endpoints(call.request.method, call.target.path));
  if (name == "scopes" && route.operation != nullptr) {
    return listed({route.operation->scopes.begin(), route.operation->scopes.end()});
  }
  if (name == "limit") return "100";  // as observed; a limit that was exceeded is in the verdict
  if (name == "email") {
    const auto* const email = call.form.find(name);
    return email == nullptr ? std::string() : email->value;
  }
  if (call.session == nullptr) return {};
  if (name == "now") return to_iso8601(call.now);
  if (name == "account_id") return call.token.account;
  if (name == "email") return email_of(host_or_user(call));
  return name == "user_id" ? host_or_user(call) : std::string();
}

std::string value_of(std::string_view name, const Verdict& verdict, const Call& call) {
  if (name.starts_with(kFieldPlaceholder)) {
    const auto* const field = call.form.find(name.substr(kFieldPlaceholder.size()));
    return field == nullptr ? std::string() : field->value;
  }
  if (name.starts_with(kHeaderPlaceholder)) {
    return std::string(
        call.request.headers.find(name.substr(kHeaderPlaceholder.size())).value_or(""));
  }
  const auto known =
      std::ranges::find(verdict.facts, name, [](const auto& fact) { return fact.first; });
  if (known != verdict.facts.end() && !known->second.empty()) return known->second;
  return fact_of(call, name);
}

/// What a person who sees nothing but the message is told.
std::string reason(const Explanation& explanation) {
  const auto text = explanation.reason();
  return " [zoom-mock: " + explanation_line(text.empty() ? explanation.outcome_text() : text) + "]";
}

/// Whether a refusal is XML, as its scenario wants it of what operations refuse. By RFC
/// 9110 12.5.1, but that who asks for nothing in particular gets XML.
///
/// Source: observed (licht1stein/pyzoom #71, jrchamp/moodle-mod_zoom #426), for requests without an
/// Accept, with "*/*" alone and with "application/json". Assumed: what weights and "application/*"
/// do, and that JSON wins where both weigh alike.
bool is_xml(const CatalogueReply& reply, const Call& call) {
  if (!call.xml_errors || reply.origin != Origin::kOperation || call.route.site != nullptr) {
    return false;
  }
  const auto& headers = call.request.headers;
  const auto json = weight_asked(headers, kJsonType);
  return json == 0 || json < weight_asked(headers, media_type(kXmlErrorType));
}

/// The body in the catalogue's words.
std::string catalogue_body(const CatalogueReply& reply, bool as_xml, const Verdict& verdict,
                           const Call& call) {
  const auto& wording = reply.wording(call.profile);
  auto message =
      expand(wording.message, [&](std::string_view name) { return value_of(name, verdict, call); });
  if (call.why_in_body) message += reason(verdict.explanation);
  if (reply.origin == Origin::kOauth) {
    return R"({"reason":)" + json_string(message) + R"(,"error":)" + json_string(reply.error) + "}";
  }
  if (reply.origin == Origin::kConsentPage) {
    return R"({"status":false,"errorCode":)" + std::to_string(reply.code) + R"(,"errorMessage":)" +
           json_string(message) + R"(,"result":null})";
  }
  const ErrorBody body{reply.code, std::move(message), verdict.field_errors};
  return as_xml ? error_as_xml(body) : error_as_json(body);
}

/// Leaves the verdict as it is when it throws.
Response worded(Verdict& verdict, const Call& call) {
  const auto& reply = verdict.reply;
  const auto expanded = [&](const std::string& text, bool as_json) {
    return expand(text, [&](std::string_view name) {
      auto value = value_of(name, verdict, call);
      if (!as_json) return value;
      const auto quoted = json_string(value);
      return quoted.substr(1, quoted.size() - 2);  // the scenario has the quotes
    });
  };

  Response response;
  bool as_xml = false;
  if (const auto* const listed_reply = find_reply(reply.use)) {
    const auto known = worded_by(call.route.operation, *listed_reply);
    response.status = known.wording(call.profile).status;
    if (!reply.body) response.reply = known.name;
    if (!reply.body && known.has_body()) {
      as_xml = is_xml(known, call);
      response.body = catalogue_body(known, as_xml, verdict, call);
      response.headers.set("Content-Type", std::string(as_xml ? kXmlErrorType : kJsonType));
    }
  }
  response.status = reply.status.value_or(response.status);
  if (reply.body) {
    response.body = expanded(*reply.body, reply.body_is_json);
    response.headers.set("Content-Type", reply.content_type);
  }
  if (verdict.body) {
    response.body = std::move(*verdict.body);
    response.headers.set("Content-Type", std::string(kJsonType));
  }
  for (const auto& header : reply.headers) {
    response.headers.set(header.name, expanded(header.value, false).substr(0, kMaxHeaderValue));
  }
  // RFC 9110 15.5.2: a 401 says which scheme would do.
  if (response.status == 401 && !response.headers.find("WWW-Authenticate")) {
    response.headers.add("WWW-Authenticate", "Bearer");
  }
  response.explanation = std::move(verdict.explanation);
  if (as_xml) response.explanation.notes.emplace_back(kWhyXml);
  return response;
}

}  // namespace

Response respond(Verdict verdict, const Call& call) {
  try {
    return worded(verdict, call);
  } catch (const std::length_error& error) {
    verdict.reply = Reply();
    verdict.reply.use = "reply-too-large";
    verdict.explanation.why = error.what();
    return worded(verdict, call);
  }
}

}  // namespace zoom_mock
