#include <ostream>

#include "server/commands/admin_client.h"
#include "server/commands/commands.h"

namespace zoom_mock {

int ask_health(const std::string& url, std::ostream& out, std::ostream& err) {
  const AdminClient server(url);
  const auto answer = server.get("/health");
  if (answer.status != 200) {
    err << "zoom-mock: " << server.url() << " is no zoom-mock: GET /health is answered by HTTP "
        << answer.status << "\n";
    return kWrong;
  }
  if (answer.body.find(R"("ok")") != std::string::npos) {
    out << "ok\n";
    return kDone;
  }
  if (answer.body.find(R"("stale")") == std::string::npos) {
    err << "zoom-mock: " << server.url()
        << " is no zoom-mock: GET /health does not say how it is\n";
    return kWrong;
  }
  out << "stale\n";
  err << "zoom-mock: a change of the scenarios was not taken; GET " << server.url()
      << "/__admin/health says why\n";
  return kWrong;
}

}  // namespace zoom_mock
