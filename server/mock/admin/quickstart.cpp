#include <string>

#include "server/base/explanation.h"
#include "server/base/shell_word.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/example_request.h"

namespace zoom_mock {

namespace {

/// What a scenario's author wrote cannot end the comment that it stands in.
std::string comment(const std::string& text) { return "# " + explanation_line(text) + "\n"; }

std::string exported(const std::string& name, const std::string& value) {
  return "export " + name + "=" + shell_word(value) + "\n";
}

std::string tokens_of(const Scenario& scenario) {
  std::string text;
  for (const auto& token : scenario.tokens) {
    text += comment("  " + token.value + "  (" + token.alias +
                    (token.state == TokenState::kExpired   ? ", expired"
                     : token.state == TokenState::kRevoked ? ", revoked"
                                                           : "") +
                    (token.scopes ? ", scopes: " + listed(*token.scopes) : std::string()) + ")");
  }
  return text;
}

}  // namespace

Response show_quickstart(const AdminRequest& request) {
  const auto set = request.context.store.current();
  const auto& scenario = *set->scenarios.at(set->active);
  const auto url = request.base_url();
  const auto client = example_client(*set);
  const auto admin = url + "/__admin/";
  std::string text =
      "# zoom-mock at " + url + ". All of this can be pasted into a shell.\n\n" +
      exported("ZOOM_MOCK_URL", url) + exported("ZOOM_API_BASE_URL", url + "/v2") +
      exported("ZOOM_MOCK_TOKEN", example_token(*set)) +
      exported("ZOOM_TOKEN_URL", url + "/oauth/token") + exported("ZOOM_ACCOUNT_ID", set->active) +
      exported("ZOOM_CLIENT_ID", client.id) + exported("ZOOM_CLIENT_SECRET", client.secret) +
      "\n# One request:\n" + example_curl(url, *set) + "\n\n" +
      comment("The tokens of the active scenario, " + set->active + ":") + tokens_of(scenario) +
      "#\n# The name of every scenario is a token too, and NAME/ANYTHING a session "
      "of its own: give\n# each test one, such as " +
      set->active + "/my-test.\n#\n";
  text += "#   " + admin + "scenarios     what is loaded\n";
  text += "#   " + admin + "requests      what came, what was answered, and why\n";
  text += "#   " + admin + "events        the same, as it happens: curl -N\n";
  text += "#   " + admin + "openapi.json  all that can be asked and told\n";
  return text_response("text/plain; charset=utf-8", std::move(text));
}

}  // namespace zoom_mock
