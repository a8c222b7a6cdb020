#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "server/app/contract_client.h"
#include "server/app/contract_world.h"
#include "server/base/explanation.h"
#include "server/base/file.h"
#include "server/base/problem.h"
#include "server/base/source_text.h"
#include "server/commands/admin_token.h"
#include "server/commands/commands.h"
#include "server/contract/drift.h"
#include "server/contract/transcript_json.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

using State = TranscriptEntry::State;

/// Hundreds of times as much as a transcript of ours has.
constexpr std::size_t kMostTranscriptBytes = 16UL * 1024 * 1024;

/// What is wrong with a value; empty: it may stand in a request.
std::string objection_to_given(std::string_view name, const std::string& value) {
  if (name.ends_with("token")) return objection_to_token(value);
  return is_meeting_id(value) ? "" : "an id is a number such as 68423085, and this one is not";
}

/// Reads NAME=VALUE; nothing, and lines on `err`, when one is none.
std::optional<Given> read_given(const ContractOptions& options, std::ostream& err) {
  Given given;
  if (options.token) given.emplace("token", *options.token);
  std::vector<std::string> known;
  for (const auto& need : needs()) known.emplace_back(need.name);
  for (const auto& setting : options.given) {
    const auto equals = setting.find('=');
    const auto name = setting.substr(0, equals);
    if (find_need(name) == nullptr || equals == std::string::npos || equals + 1 == setting.size()) {
      err << "--given " << known_or_masked(name, known)
          << ": expected NAME=VALUE, with one of these names:\n";
      for (const auto& need : needs()) err << "  " << need.name << "  " << need.what << "\n";
      return std::nullopt;
    }
    given[name] = setting.substr(equals + 1);
  }
  for (const auto& [name, value] : given) {
    const auto objection = objection_to_given(name, value);
    if (objection.empty()) continue;
    err << "--given " << name << ": " << objection << "\n";
    return std::nullopt;
  }
  return given;
}

/// What rows could change there, if they are sent.
std::string what_could_change(const std::vector<ContractRow>& rows, const ContractRun& run) {
  std::set<std::string> names;
  for (const auto& row : rows) {
    if (!row.request.is_write()) continue;
    for (const auto& name : needs_in(row.request.path)) {
      if (run.given.contains(name)) names.insert(name + " " + quote(run.given.at(name)));
    }
  }
  if (names.empty()) return "no id that was given is in it";
  return "it may set, start and stop the live streams of " + listed({names.begin(), names.end()});
}

std::size_t count(const std::vector<TranscriptEntry>& entries, State state) {
  return static_cast<std::size_t>(std::ranges::count(entries, state, &TranscriptEntry::state));
}

int report(const Transcript& transcript, std::ostream& err) {
  const auto& entries = transcript.entries;
  std::size_t departed = 0;
  for (const auto& entry : entries) {
    if (entry.departure.empty()) continue;
    ++departed;
    err << entry.operation << ", " << quote(entry.sentence) << ": "
        << explanation_line(entry.departure) << "\n";
  }
  const auto answered = count(entries, State::kAnswered);
  err << answered - departed << " of " << counted(answered, "row")
      << " answered as the catalogue says, " << count(entries, State::kUnreachable)
      << " unreachable, " << count(entries, State::kWithheld) << " withheld\n";
  if (answered == 0) return kEnvironment;
  return departed == 0 ? kDone : kWrong;
}

/// Nothing: it is no transcript, and `err` says why.
std::optional<Transcript> read_file_of(const std::filesystem::path& path, std::ostream& err) {
  auto reading = read_transcript(path.string(), read_file(path, kMostTranscriptBytes));
  for (const auto& problem : reading.problems) err << render(problem);
  if (!reading.problems.empty()) return std::nullopt;
  return std::move(reading.transcript);
}

}  // namespace

int run_contract_command(const ContractOptions& options, std::ostream& out, std::ostream& err) {
  const auto rows = contract_rows();
  if (!options.base_url) {
    ContractWorld world(options.profile);
    const ContractRun run{given_by_scenario(), options.profile, true};
    const auto send = [&](const Request& request) { return world.send(request); };
    const Transcript transcript{"zoom-mock " ZOOM_MOCK_VERSION, run.profile,
                                run_contract(rows, run, send)};
    out << written(transcript);
    return report(transcript, err);
  }
  auto given = read_given(options, err);
  if (!given) return kUsage;
  const ContractRun run{std::move(*given), options.profile, options.may_write};
  const auto change = what_could_change(rows, run);
  if (run.may_write) err << "--write sends all that can be sent; " << change << "\n";
  ContractClient client(*options.base_url, options.pause);
  const auto send = [&](const Request& request) { return client.send(request); };
  const Transcript transcript{*options.base_url, run.profile, run_contract(rows, run, send)};
  out << written(transcript);
  const int code = report(transcript, err);
  if (count(transcript.entries, State::kWithheld) > 0) {
    err << "--write would send what is withheld; " << change << "\n";
  }
  return code;
}

int compare_transcript_files(const std::filesystem::path& measure,
                             const std::filesystem::path& other, std::ostream& out,
                             std::ostream& err) {
  const auto due = read_file_of(measure, err);
  const auto got = read_file_of(other, err);
  if (!due || !got) return kUsage;
  const auto entries = compare_transcripts(*due, *got);
  out << terminal_line(got->server) << ", measured by " << terminal_line(due->server) << "\n"
      << drift_text(entries);
  if (count_of(entries, DriftEntry::Verdict::kChanged) > 0) return kWrong;
  return count_of(entries, DriftEntry::Verdict::kConfirmed) > 0 ? kDone : kEnvironment;
}

}  // namespace zoom_mock
