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
  const auto id = client_id(headers);
  auto name = parse_session_token(id);
  const bool is_named = set.scenarios.contains(name.scenario) &&
                        name.session.size() <= kMaxSessionName && !is_unsubstituted(name.session);
  if (!is_named) name = {set.active, {}, {}};
  Caller caller;
  // One with a scenario of its own has a name that no file has.
  caller.session = is_named ? nullptr : sessions.find(id);
  if (caller.session == nullptr) {
    caller.session = sessions.open(to_string({name.scenario, name.session, {}}),
                                   set.scenarios.at(name.scenario), now);
  }
  const auto* const token = caller.session->scenario().first_valid_token();
  if (token != nullptr) caller.token = *token;
  return caller;
}

}  // namespace zoom_mock
