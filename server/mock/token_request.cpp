#include "server/mock/token_request.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/base/base64.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kUrlencoded = "application/x-www-form-urlencoded";

using Parameters = std::vector<std::pair<std::string, std::string>>;

Parameters parameters_of_body(const Call& call) {
  // What is not labelled is written as a query is.
  if (!call.request.headers.find("Content-Type")) {
    return query_parameters({.path = {}, .query = call.request.body});
  }
  Parameters parameters;
  for (const auto& entry : call.form.entries) parameters.emplace_back(entry.name, entry.value);
  return parameters;
}

/// Why the parameters of the body cannot be read; empty: they can, or there is none.
std::string defect_of_body(const Request& request, const Form& form) {
  const auto type = request.headers.find("Content-Type");
  const bool is_other = form.violations.has(Violation::kContentTypeUnsupported);
  const auto appearance = appearance_of(request.body);
  const bool is_read = type ? is_other && iequals(media_type(*type), kUrlencoded)
                            : appearance != "JSON" && appearance != "a multipart form";
  if (request.body.empty() || is_read) return {};
  return is_other ? form.defect + "; send " + std::string(kUrlencoded) : form.defect;
}

}  // namespace

TokenRequest read_token_request(const Call& call) {
  auto parameters = parameters_of_body(call);
  for (auto& parameter : query_parameters(call.target)) parameters.push_back(std::move(parameter));
  const auto value_of = [&](std::string_view name) {
    const auto found = std::ranges::find(parameters, name, &Parameters::value_type::first);
    return found == parameters.end() ? std::string() : found->second;
  };
  TokenRequest token{value_of("grant_type"),    value_of("account_id"),    value_of("client_id"),
                     value_of("client_secret"), value_of("code"),          value_of("redirect_uri"),
                     value_of("code_verifier"), value_of("refresh_token"), value_of("token")};
  token.defect = defect_of_body(call.request, call.form);
  if (!token.defect.empty()) token.violations = call.form.violations;
  const auto authorizations = call.request.headers.all("Authorization");
  token.authorizations = authorizations.size();
  if (authorizations.empty()) return token;
  const auto [scheme, credentials] = parse_credentials(authorizations.front());
  if (!iequals(scheme, "Basic")) return token;
  const auto decoded = base64_decode(credentials);
  const auto colon = decoded.find(':');
  token.client_id = decoded.substr(0, colon);
  token.client_secret = colon == decoded.npos ? std::string() : decoded.substr(colon + 1);
  return token;
}

}  // namespace zoom_mock
