#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/base/number.h"
#include "server/http/host.h"
#include "server/mock/download_token.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/recording_check.h"
#include "server/mock/recording_json.h"

namespace zoom_mock {

namespace {

constexpr const char* kDownloadToken = "download_access_token";

/// Whether `include_fields`, a list with commas, names it.
bool wants(const Call& call, std::string_view field) {
  const auto all = "," + query_value(call, "include_fields") + ",";
  return all.find("," + std::string(field) + ",") != all.npos;
}

/// As much as is asked for, and at most what is documented.
std::chrono::seconds lifetime(const Call& call) {
  const auto* const rule = find_rule(call.route.operation->query, "ttl");
  const auto asked = whole_number_in(query_value(call, "ttl"));
  if (!asked) return kDownloadTokenLifetime;
  return std::chrono::seconds(std::min(*asked, static_cast<std::uint64_t>(rule->max.value_or(0))));
}

}  // namespace

/// "Get meeting recordings": 200 with the files that are not deleted, and with a token to download
/// them if that is asked for.
///
/// Source: documented, S25.
Verdict recording_get(const Call& call, Session& session) {
  const auto known = find_recording(call, session, kept_part);
  if (const auto* const refusal = std::get_if<Verdict>(&known)) return *refusal;
  const auto& recording = std::get<KnownRecording>(known);
  auto body = recording_json(recording, session, origin_of(call.request));
  if (wants(call, kDownloadToken)) {
    body[kDownloadToken] =
        download_token(*call.issuer, session, recording.meeting, call.now + lifetime(call));
  }
  return found(call, body);
}

}  // namespace zoom_mock
