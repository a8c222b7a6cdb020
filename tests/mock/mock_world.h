#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "server/mock/mock.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

/// The shipped scenarios and one more, "under-test", which is then the active one. Errors: throws
/// std::runtime_error with the problems of the text.
inline ScenarioSet scenario_set(std::string_view text = {}) {
  auto files = embedded_scenario_files();
  std::string active = "default";
  if (!text.empty()) {
    active = "under-test";
    files.push_back({active, "under-test.json", std::string(text), std::nullopt});
  }
  auto [scenarios, problems, bodies] = load_scenarios(files);
  std::string errors;
  for (const auto& problem : problems) errors += render(problem);
  if (has_errors(problems)) throw std::runtime_error(errors);
  return {std::move(scenarios), std::move(active)};
}

/// A mock with a clock that stands still: no port, no thread, no sleep.
struct MockWorld {
  explicit MockWorld(std::string_view scenario = {}, SessionLimits sessions = {})
      : mock({.set = scenario_set(scenario), .sessions = sessions}, clock) {}

  Response send(const Request& request) { return mock.handle(request); }

  ManualClock clock;
  Mock mock;
};

using Fields = std::map<std::string, std::string>;

inline const Fields kValidFields = {{"stream_url", "rtmp://example.com/live"},
                                    {"stream_key", "my-stream-key"},
                                    {"page_url", "https://example.com/watch"}};

inline std::string multipart_body(const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body +=
        "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
  return body + "--limit--\r\n";
}

/// "Update a live stream", right unless told otherwise. An empty token: no Authorization header.
inline Request update(std::string_view meeting = "68423085", const Fields& fields = kValidFields,
                      std::string_view token = "test-token") {
  Request request{"PATCH",
                  "/v2/meetings/" + std::string(meeting) + "/livestream",
                  {{"Content-Type", "multipart/form-data; boundary=limit"}},
                  multipart_body(fields)};
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  return request;
}

inline Request update_as(std::string_view token) { return update("68423085", kValidFields, token); }

inline Request get(std::string target, std::string_view token = "test-token") {
  Request request{"GET", std::move(target), {}, {}};
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  return request;
}

inline std::string header(const Response& response, std::string_view name) {
  return std::string(response.headers.find(name).value_or("(absent)"));
}

inline std::string why(const Response& response) { return header(response, "X-Zoom-Mock-Why"); }
inline std::string outcome(const Response& response) {
  return header(response, "X-Zoom-Mock-Outcome");
}
inline std::string note(const Response& response) { return header(response, "X-Zoom-Mock-Note"); }

}  // namespace zoom_mock
