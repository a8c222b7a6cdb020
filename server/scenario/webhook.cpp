#include "server/scenario/webhook.h"

#include <algorithm>

#include "server/http/grammar.h"
#include "server/http/host.h"

namespace zoom_mock {

bool Webhook::hears(std::string_view event) const {
  return !events || std::ranges::find(*events, event) != events->end();
}

bool WebhookHosts::allows(std::string_view host) const {
  return is_loopback(host) || std::ranges::any_of(allowed, [&](const std::string& known) {
           return iequals(known, host);
         });
}

}  // namespace zoom_mock
