#include <iomanip>
#include <ostream>
#include <string_view>

#include "server/commands/commands.h"
#include "server/commands/process.h"
#include "server/wire/tls/certificate_files.h"

namespace zoom_mock {

int write_tls_files(const std::filesystem::path& folder, std::ostream& out) {
  const auto files = write_certificates(make_certificates(SystemClock().now()), folder);
  const auto word = [](const std::filesystem::path& path) { return shell_word(path.string()); };
  const auto print = [&](const std::filesystem::path& path, std::string_view what) {
    out << "  " << std::left << std::setw(16) << path.filename().string() << what << "\n";
  };
  out << "Wrote into " << folder.string() << ":\n";
  print(files.ca, "the authority: what clients are to trust");
  print(files.ca_key, "its key: delete it; nothing here needs it again");
  print(files.server,
        "the server: api.zoom.us and its regional twins, zoom.us, localhost, 127.0.0.1, ::1");
  print(files.server_key, "its key");
  out << "Valid for " << kValidDays << " days. Nothing trusts the authority yet. Next:\n"
      << "  zoom-mock serve --tls-port 8443 --tls-cert " << word(files.server) << " --tls-key "
      << word(files.server_key) << "\n"
      << "  eval \"$(zoom-mock env --ca " << word(files.ca) << " --tls-port 8443)\"\n";
  return kDone;
}

}  // namespace zoom_mock
