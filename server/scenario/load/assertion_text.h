#pragma once

#include <string>

#include "server/base/json_node.h"
#include "server/http/secret.h"

namespace zoom_mock {

/// An assertion as it was written, in one line and without its name, as a report may show it: what
/// is looked for in what has a secret's name, or anywhere, is masked unless secrets are shown.
std::string assertion_text(const JsonNode& assertion, Secrets secrets);

}  // namespace zoom_mock
