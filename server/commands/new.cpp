#include <algorithm>
#include <cerrno>
#include <ostream>
#include <stdexcept>

#include "server/base/file.h"
#include "server/commands/commands.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

constexpr mode_t kScenarioMode = 0666;  // what the umask leaves of it

constexpr std::string_view kTemplate = R"json({
  // Tokens and facts about meetings come from the built-in "default"; add or override them here.
  "schema_version": 1,
  "description": "The first update is throttled; the next ones work.",
  "extends": "default",

  "tokens": {
    "old": { "value": "old-token", "state": "expired" } // 401
  },

  "meetings": {
    "5": { "exists": false } // 404 / 3001
  },

  // The first stub that matches answers. A list of replies is given in turn; the last one stays.
  "stubs": [
    {
      "name": "throttled once",
      "when": { "token": "host", "fields": { "stream_url": { "starts_with": "rtmp" } } },
      "reply": ["rate-limited", "live-stream-updated"]
    }
  ],

  // Run by: zoom-mock check
  "examples": [
    { "send": { "token": "host" }, "get": [429, 204, 204] },
    { "send": { "token": "old" }, "get": 401 },
    { "send": { "meeting": "5", "fields": { "stream_url": "https://example.com" } }, "get": 404 }
  ]
}
)json";

}  // namespace

int write_new_scenario(const std::string& name, std::ostream& out, std::ostream& err) {
  if (!is_scenario_name(name)) {
    err << "\"" << name << "\" is not a scenario name: small letters, digits and '-', such as "
        << "throttled-once\n";
    return kUsage;
  }
  const auto built_in = embedded_scenario_files();
  if (std::ranges::find(built_in, name, &ScenarioFile::name) != built_in.end()) {
    err << "\"" << name << "\" is the name of a built-in scenario, which the file would replace\n";
    return kUsage;
  }
  const std::filesystem::path path = name + ".json";
  const int error = create_file(path, kScenarioMode, kTemplate);
  if (error == EEXIST) throw std::runtime_error(path.string() + " exists; nothing was written");
  if (error != 0) throw std::runtime_error("cannot write " + path.string());
  out << "Wrote " << path.string() << ". Next:\n"
      << "  zoom-mock check " << path.string() << "\n"
      << "  zoom-mock serve --scenario " << path.string() << "\n";
  return kDone;
}

}  // namespace zoom_mock
