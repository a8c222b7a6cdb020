#include "server/commands/environment.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "server/app/server.h"
#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/commands/admin_token.h"
#include "server/scenario/placeholder.h"

namespace zoom_mock {

namespace {

/// Where the TLS libraries that clients are built on look for authorities.
constexpr std::array kAuthorityVariables = {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE",
                                            "NODE_EXTRA_CA_CERTS"};

/// Where they look for the proxy to https, and for who is not called through it. Of the two
/// spellings some know one and some the other, and some heed the one that was there before.
constexpr std::array kProxyVariables = {"HTTPS_PROXY", "https_proxy"};
constexpr std::array kNoProxyVariables = {"NO_PROXY", "no_proxy"};
/// Ours, whatever was there: a `*` or a `.zoom.us` would have clients call the real Zoom.
constexpr const char* kDirect = "localhost,127.0.0.1,::1";

/// What a setting may ask for.
struct ServerValue {
  std::string_view name;
  std::string (*of)(const Server& server);
};

std::string api_base_url(const std::string& url) { return url + "/v2"; }
std::string token_url(const std::string& url) { return url + "/oauth/token"; }

/// For apps that do not start without one. Nothing is signed with it: zoom-mock sends no webhooks
/// yet.
constexpr const char* kWebhookSecret = "zoom-mock-webhook-secret";

constexpr std::array kValues = {
    ServerValue{"url", [](const Server& server) { return server.url(); }},
    ServerValue{"api_base_url", [](const Server& server) { return api_base_url(server.url()); }},
    ServerValue{"oauth_base_url", [](const Server& server) { return server.url(); }},
    ServerValue{"token_url", [](const Server& server) { return token_url(server.url()); }},
    ServerValue{"account_id", [](const Server& server) { return server.account_id(); }},
    ServerValue{"client_id", [](const Server& server) { return server.example_client().id; }},
    ServerValue{"client_secret",
                [](const Server& server) { return server.example_client().secret; }},
    ServerValue{"token", [](const Server& server) { return server.example_token(); }},
};

bool is_name(std::string_view text) {
  const auto fits = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::ranges::all_of(text, fits);
}

/// Empty: there is none.
std::string objection_to_setting(const std::string& text) {
  const auto end = text.find('=');
  if (end == text.npos) return quote(text) + " has no =; it takes NAME=VALUE";
  if (!is_name(text.substr(0, end))) {
    return quote(text.substr(0, end)) +
           " is not the name of a variable: letters, digits and _, no digit first";
  }
  std::vector<std::string> known;
  for (const auto& value : kValues) known.emplace_back(value.name);
  for (const auto& placeholder : placeholders_in(text)) {
    if (std::ranges::find(known, placeholder.name) != known.end()) continue;
    return "there is no placeholder {" + placeholder.name + "}; " +
           suggestion_hint(placeholder.name, known);
  }
  return {};
}

}  // namespace

Environment client_environment(const Whereabouts& mock) {
  Environment variables = {{"ZOOM_MOCK_URL", mock.url},
                           {"ZOOM_API_BASE_URL", api_base_url(mock.url)},
                           {"ZOOM_OAUTH_BASE_URL", mock.url},
                           {"ZOOM_TOKEN_URL", token_url(mock.url)}};
  if (mock.tls_url) variables.emplace_back("ZOOM_MOCK_TLS_URL", *mock.tls_url);
  if (mock.authority) {
    for (const auto* const name : kAuthorityVariables) {
      variables.emplace_back(name, std::filesystem::absolute(*mock.authority).string());
    }
  }
  if (mock.is_proxy) {
    for (const auto* const name : kProxyVariables) variables.emplace_back(name, mock.url);
    for (const auto* const name : kNoProxyVariables) variables.emplace_back(name, kDirect);
    variables.emplace_back("NODE_USE_ENV_PROXY", "1");
  }
  return variables;
}

Environment command_environment(const Server& server, const std::vector<std::string>& settings) {
  auto variables = client_environment({.url = server.url(),
                                       .tls_url = server.tls_url(),
                                       .authority = server.authority(),
                                       .is_proxy = server.is_proxy()});
  variables.emplace_back("ZOOM_ACCOUNT_ID", server.account_id());
  const auto client = server.example_client();
  variables.emplace_back("ZOOM_CLIENT_ID", client.id);
  variables.emplace_back("ZOOM_CLIENT_SECRET", client.secret);
  variables.emplace_back("ZOOM_WEBHOOK_SECRET_TOKEN",
                         server.webhook_secret().value_or(kWebhookSecret));
  variables.emplace_back("ZOOM_MOCK_TOKEN", server.example_token());
  if (const auto& token = server.made_admin_token())
    variables.emplace_back(kAdminTokenVariable, *token);
  const auto value_of = [&](std::string_view name) {
    return std::ranges::find(kValues, name, &ServerValue::name)->of(server);
  };
  for (const auto& text : settings) {
    const auto end = text.find('=');
    variables.emplace_back(text.substr(0, end), expand(text.substr(end + 1), value_of));
  }
  return variables;
}

CLI::Validator setting() { return {objection_to_setting, ""}; }

}  // namespace zoom_mock
