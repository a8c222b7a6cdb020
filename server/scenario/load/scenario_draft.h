#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/base/source_text.h"
#include "server/scenario/load/assertion_loader.h"
#include "server/scenario/load/body_files.h"
#include "server/scenario/load/client_loader.h"
#include "server/scenario/load/oauth_loader.h"
#include "server/scenario/load/recording_loader.h"
#include "server/scenario/load/registrant_loader.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/stub_loader.h"
#include "server/scenario/load/user_loader.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Something a scenario file says, and where.
template <typename T>
struct Stated {
  T value;
  Span span;
};

/// What one scenario file says by itself, before what it extends is merged in.
struct ScenarioDraft {
  std::optional<Stated<std::string>> name;  ///< of the session that an inline scenario is for
  std::string description;
  std::optional<Stated<std::string>> extends;
  std::optional<Profile> profile;
  std::optional<Unmatched> unmatched;
  std::optional<bool> why_in_body;
  std::optional<bool> xml_errors;
  std::optional<std::optional<RateLimits>> rate_limits;  ///< nothing in it: "off"
  std::vector<Stated<Token>> tokens;
  std::vector<Stated<std::string>> removed_tokens;  ///< aliases set to null
  ClientsDraft clients;
  OauthDraft oauth;
  std::vector<std::pair<std::string, Meeting>> meetings;  ///< "*" included
  std::vector<Stated<std::string>> removed_meetings;
  UsersDraft users;
  RegistrantsDraft registrants;
  RecordingsDraft recordings;
  std::optional<std::int64_t> max_page_size;
  std::vector<StubDraft> stubs;
  std::vector<Stated<Expectation>> expectations;
  std::vector<Stated<std::string>> removed_expectations;  ///< subjects set to null
  AssertionDrafts assertions;
  std::optional<JsonNode> examples;
  std::optional<std::vector<Webhook>> webhooks;
  std::size_t weight = 0;  ///< about as many bytes as it takes in memory, body files not counted
};

/// Reads one file by itself; `hosts` is as read_webhooks() takes it. Nothing when the text is not a
/// JSON object.
std::optional<ScenarioDraft> read_scenario_draft(const ScenarioFile& file,
                                                 const WebhookHosts* hosts, BodyFiles& bodies,
                                                 std::vector<Problem>& problems);

}  // namespace zoom_mock
