#include "server/contract/drift.h"

#include <optional>
#include <ostream>
#include <utility>

#include "server/base/file.h"
#include "server/base/problem.h"
#include "server/base/source_text.h"
#include "server/commands/commands.h"
#include "server/contract/transcript_json.h"

namespace zoom_mock {

namespace {

/// Hundreds of times as much as a transcript of ours has.
constexpr std::size_t kMostTranscriptBytes = 16UL * 1024 * 1024;

/// Nothing: it is no transcript, and `err` says why.
std::optional<Transcript> read_transcript_file(const std::filesystem::path& path,
                                               std::ostream& err) {
  auto reading = read_transcript(path.string(), read_file(path, kMostTranscriptBytes));
  for (const auto& problem : reading.problems) err << render(problem);
  if (!reading.problems.empty()) return std::nullopt;
  return std::move(reading.transcript);
}

std::string described(const Transcript& transcript) {
  return terminal_line(transcript.server) + " in profile " +
         std::string(profile_name(transcript.profile));
}

}  // namespace

int compare_transcript_files(const std::filesystem::path& measure,
                             const std::filesystem::path& other, std::ostream& out,
                             std::ostream& err) {
  const auto due = read_transcript_file(measure, err);
  const auto got = read_transcript_file(other, err);
  if (!due || !got) return kUsage;
  const auto entries = compare_transcripts(*due, *got);
  out << described(*got) << ", measured by " << described(*due) << "\n" << drift_text(entries);
  if (count_of(entries, DriftEntry::Standing::kChanged) > 0) return kWrong;
  return count_of(entries, DriftEntry::Standing::kConfirmed) > 0 ? kDone : kEnvironment;
}

}  // namespace zoom_mock
