#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// Who is told of events, as an app's event subscription at Zoom says it.
struct Webhook {
  std::string url;
  std::string secret;                              ///< the app's "secret token"
  std::optional<std::vector<std::string>> events;  ///< nothing: all

  bool hears(std::string_view event) const;
};

/// Where webhooks may lead: this machine's loopback, and what is allowed beside it.
struct WebhookHosts {
  std::vector<std::string> allowed = {};  ///< names or addresses, without a port

  bool allows(std::string_view host) const;
};

}  // namespace zoom_mock
