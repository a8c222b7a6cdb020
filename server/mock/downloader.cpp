#include "server/mock/downloader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/host.h"
#include "server/http/target.h"
#include "server/mock/download_token.h"
#include "server/mock/recording_content.h"
#include "server/mock/recordings.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Where the bytes are, behind a redirection.
constexpr std::string_view kContent = "content";
/// The parameter that opens it; the journal masks it by its name.
constexpr std::string_view kSignature = "Signature";
/// Assumed.
constexpr std::chrono::minutes kSignatureLifetime{15};

/// A part of the path, by its name in the operation's.
std::string part_of_path(const Call& call, std::string_view name) {
  const auto parts = match_path(call.route.site->path, call.target.path);
  if (!parts) return {};
  const auto found = std::ranges::find(*parts, name, [](const auto& part) { return part.first; });
  return found == parts->end() ? std::string() : found->second;
}

bool leads_to_content(const Call& call) { return part_of_path(call, "use") == kContent; }

/// The recording with that file alone, unless it was deleted.
std::optional<KnownRecording> find_file(const std::string& id, const Session& session) {
  for (auto& known : session.world().recordings()) {
    auto part = kept_part(known.recording);
    if (!part) continue;
    std::erase_if(part->files, [&](const RecordingFile& file) { return file.id != id; });
    if (!part->files.empty()) return KnownRecording{known.meeting, *std::move(part)};
  }
  return std::nullopt;
}

/// What may be a download token; empty: nothing.
std::string written_token(const Call& call) {
  if (leads_to_content(call)) {
    const auto signatures = query_values(call.target, kSignature);
    if (!signatures.empty()) return signatures.front();
  }
  const auto header = call.request.headers.find("Authorization");
  const auto [scheme, value] = parse_credentials(header.value_or(""));
  return iequals(scheme, "Bearer") ? std::string(value) : std::string();
}

Caller refused_caller(std::shared_ptr<Session> session, std::string_view reply, std::string why) {
  return {std::move(session),
          {},
          refusal(reply, {.outcome = Outcome::kUnauthorized, .why = std::move(why)})};
}

}  // namespace

Caller find_downloader(const Call& call, const ScenarioSet& set, Sessions& sessions,
                       RealTokens real_tokens, const TokenIssuer& issuer) {
  const auto issued = issuer.read(written_token(call));
  if (!issued || issued->kind != IssuedKind::kDownload) {
    return find_caller(call.request.headers, set, sessions, call.arrived, real_tokens, issuer);
  }
  auto session = sessions.find(issued->session);
  if (session == nullptr) {
    return refused_caller(nullptr, "access-token-invalid",
                          "the session of the download token is not open any more");
  }
  if (session->now(call.arrived) >= issued->expires) {
    return refused_caller(session, "token-expired", "the download token has expired");
  }
  const auto file = find_file(part_of_path(call, "fileId"), *session);
  if (file && file->meeting != issued->alias) {
    return refused_caller(session, "access-token-invalid",
                          "the download token is for recordings of meeting " + issued->alias +
                              ", and the file is of meeting " + file->meeting);
  }
  return {std::move(session), {}, std::nullopt};
}

Verdict answer_download(const Call& call) {
  const auto id = part_of_path(call, "fileId");
  const auto known = find_file(id, *call.session);
  if (!known) {
    return refused(
        call, "recording-does-not-exist",
        "no recording of the session has the file " + masked(id) + ", or it was deleted");
  }
  const auto& file = known->recording.files.front();
  if (leads_to_content(call)) {
    auto verdict = found(call, nlohmann::ordered_json::object());
    verdict.body = recording_content(file);
    verdict.reply.headers.set("Content-Type", std::string(file.kind->content_type));
    return verdict;
  }
  auto verdict = refused(call, {}, {});
  verdict.reply.status = 302;
  verdict.reply.headers.set(
      "Location", origin_of(call.request) + "/rec/" + std::string(kContent) + "/" + file.id + "?" +
                      std::string(kSignature) + "=" +
                      download_token(*call.issuer, *call.session, known->meeting,
                                     call.now + kSignatureLifetime));
  return verdict;
}

}  // namespace zoom_mock
