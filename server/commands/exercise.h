#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "server/app/server.h"
#include "server/commands/commands.h"

namespace zoom_mock {

/// "1 request was", "2 requests were".
std::string requests_were(std::uint64_t count);

/// kEnvironment when a server has answered no request and sent no webhook, which `err` is told, and
/// why: then there is nothing to say of whoever was to be tried.
ExitCode judge_exercise(const Server& server, std::ostream& err);

}  // namespace zoom_mock
