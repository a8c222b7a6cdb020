#include "server/commands/exercise.h"

#include <ostream>

namespace zoom_mock {

std::string requests_were(std::uint64_t count) {
  return count == 1 ? "1 request was" : std::to_string(count) + " requests were";
}

ExitCode judge_exercise(const Server& server, std::ostream& err) {
  if (server.calls() > 0 || server.webhook_attempts() > 0) return kDone;
  err << "zoom-mock: nothing was exercised: ";
  if (server.refusals() > 0) {
    err << requests_were(server.refusals())
        << " refused before being whole; --log-level info says why\n";
  } else {
    err << "no request came to " << server.url()
        << "; clients are told where to send them by ZOOM_API_BASE_URL\n";
  }
  return kEnvironment;
}

}  // namespace zoom_mock
