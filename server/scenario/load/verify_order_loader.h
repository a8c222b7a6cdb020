#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/problem.h"
#include "server/http/secret.h"
#include "server/scenario/assertion.h"

namespace zoom_mock {

/// Reads what is to be verified: an assertion, a list of them, or an object that has them in
/// "assertions". `aliases` and `stubs` are those that they may name. Nothing when something is
/// wrong with it: `problems` say all that is, each with its place. `secrets`: in the assertions'
/// texts.
std::optional<VerifyOrder> read_verify_order(std::string_view text,
                                             const std::vector<std::string>& aliases,
                                             const std::vector<std::string>& stubs,
                                             std::vector<Problem>& problems,
                                             Secrets secrets = Secrets::kMasked);

}  // namespace zoom_mock
