#pragma once

#include <vector>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/webhook.h"

namespace zoom_mock {

/// Reads a list of webhooks. One that leads to a host which is not allowed is an error; when
/// `hosts` is null, because nobody knows yet what will be allowed, a warning.
std::vector<Webhook> read_webhooks(const JsonNode& list, const WebhookHosts* hosts,
                                   ProblemSink& sink);

}  // namespace zoom_mock
