#include "server/scenario/session_token.h"

namespace zoom_mock {

SessionToken parse_session_token(std::string_view token) {
  SessionToken result;
  if (const auto tilde = token.rfind('~'); tilde != std::string_view::npos) {
    result.alias = token.substr(tilde + 1);
    token = token.substr(0, tilde);
  }
  const auto slash = token.find('/');
  result.scenario = token.substr(0, slash);
  if (slash != std::string_view::npos) result.session = token.substr(slash + 1);
  return result;
}

std::string to_string(const SessionToken& token) {
  return token.scenario + (token.session.empty() ? "" : "/" + token.session) +
         (token.alias.empty() ? "" : "~" + token.alias);
}

}  // namespace zoom_mock
