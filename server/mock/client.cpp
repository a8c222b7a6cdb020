#include "server/mock/client.h"

#include <string>
#include <utility>

#include "server/base/base64.h"
#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/scenario/session_token.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kPrefix = "/oauth/";
/// As of a bearer token's session.
constexpr std::size_t kMaxSessionName = 200;

/// The user of Basic credentials (RFC 7617); empty when there are none.
std::string client_id(const Headers& headers) {
  const auto [scheme, value] = parse_credentials(headers.find("Authorization").value_or(""));
  if (!iequals(scheme, "Basic")) return {};
  const auto decoded = base64_decode(value);
  return decoded.substr(0, decoded.find(':'));
}

}  // namespace

bool asks_for_token(const Request& request, std::string_view path) {
  if (!path.starts_with(kPrefix)) return false;
  const auto authorization = request.headers.find("Authorization").value_or("");
  return !iequals(parse_credentials(authorization).scheme, "Bearer");
}

Caller find_client(const Headers& headers, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now) {
  auto name = parse_session_token(client_id(headers));
  const bool is_named = set.scenarios.contains(name.scenario) &&
                        name.session.size() <= kMaxSessionName && !is_unsubstituted(name.session);
  if (!is_named) name = {set.active, {}, {}};
  const auto& scenario = set.scenarios.at(name.scenario);
  const auto* const token = scenario->first_valid_token();
  Caller caller;
  if (token != nullptr) caller.token = *token;
  caller.session = sessions.open(to_string({name.scenario, name.session, {}}), scenario, now);
  return caller;
}

}  // namespace zoom_mock
