#include <ostream>
#include <string_view>

#include "server/commands/commands.h"
#include "server/commands/scenario_output.h"

namespace zoom_mock {

namespace {

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
  if (const auto objection = objection_to_new_scenario(name); !objection.empty()) {
    err << objection << "\n";
    return kUsage;
  }
  return write_scenario_file(name + ".json", kTemplate, out);
}

}  // namespace zoom_mock
