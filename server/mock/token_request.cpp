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
  const auto authorization = call.request.headers.find("Authorization").value_or("");
  const auto [scheme, credentials] = parse_credentials(authorization);
  if (!iequals(scheme, "Basic")) return token;
  const auto decoded = base64_decode(credentials);
  const auto colon = decoded.find(':');
  token.client_id = decoded.substr(0, colon);
  token.client_secret = colon == decoded.npos ? std::string() : decoded.substr(colon + 1);
  return token;
}

}  // namespace zoom_mock
