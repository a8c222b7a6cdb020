#include <iostream>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

#include "server/base/file.h"
#include "server/commands/admin_client.h"
#include "server/commands/commands.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// No list of assertions is longer.
constexpr std::size_t kMostAssertionBytes = 4UL * 1024 * 1024;
/// The longest that a server waits for what is verified, and a bit.
constexpr std::chrono::minutes kPatience{12};

std::string assertions_in(const std::filesystem::path& file) {
  if (file != "-") return read_file(file, kMostAssertionBytes);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

}  // namespace

int verify_calls(const VerifyOptions& options, std::ostream& out, std::ostream& err) {
  const AdminClient server(options.url, kPatience);
  std::string target = "/__admin/verify";
  if (options.session) target += "?session=" + percent_encode(*options.session);
  const auto* const accept = options.as_json ? "application/json" : "text/plain";
  const auto answer = server.post(target, assertions_in(options.file), accept);
  switch (answer.status) {
    case 200:
      out << answer.body;
      return kDone;
    case 409:
      out << answer.body;
      return kWrong;
    case 422:
      out << answer.body;
      return kEnvironment;
    case 400:
      err << answer.body;
      return kUsage;
    case 404:
      err << answer.body << "zoom-mock: is the session that of the requests, and " << server.url()
          << " a zoom-mock?\n";
      return kUsage;
    default:
      err << answer.body << "zoom-mock: " << server.url() << " does not verify: HTTP "
          << answer.status << "\n";
      return kEnvironment;
  }
}

}  // namespace zoom_mock
