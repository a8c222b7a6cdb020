#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "server/app/contract_client.h"
#include "server/app/contract_world.h"
#include "server/base/explanation.h"
#include "server/commands/admin_token.h"
#include "server/commands/commands.h"
#include "server/contract/transcript_json.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

using State = TranscriptEntry::State;

/// What is wrong with a value; empty: it may stand in a request.
std::string objection_to_given(const Need& need, const std::string& value) {
  if (need.kind == Need::Kind::kToken) return objection_to_token(value);
  const bool is_segment = value.find_first_of("/?#% ") == std::string::npos;
  if (need.kind == Need::Kind::kUser) {
    return is_segment ? "" : "a user is an id or an address such as ada@example.com";
  }
  if (need.kind == Need::Kind::kFile) {
    return is_segment ? "" : "a file's id is such as 72576a1f-4e66-4a77-87c4-f13f9808bd76";
  }
  if (need.kind == Need::Kind::kUuid) {
    const bool is_encoded = value.find_first_of("/?# ") == std::string::npos;
    return is_encoded ? ""
                      : "a UUID is percent-encoded twice: "
                        "%252FewX6F0s7m7s0wWXYrxkMw%253D%253D";
  }
  return is_meeting_id(value) ? "" : "an id is a number such as 68423085";
}

/// Takes NAME=VALUE; false, and lines on `err`, when it is none.
bool take_given(const std::string& setting, Given& given, std::ostream& err) {
  const auto equals = std::min(setting.find('='), setting.size());
  const auto name = setting.substr(0, equals);
  const auto* const need = find_need(name);
  if (need == nullptr || equals + 1 >= setting.size()) {
    std::vector<std::string> known;
    for (const auto& one : needs()) known.emplace_back(one.name);
    err << "--given " << known_or_masked(name, known)
        << ": expected NAME=VALUE, with one of these names:\n";
    for (const auto& one : needs()) err << "  " << one.name << "  " << one.what << "\n";
    return false;
  }
  auto value = setting.substr(equals + 1);
  if (const auto objection = objection_to_given(*need, value); !objection.empty()) {
    err << "--given " << name << ": " << objection << "\n";
    return false;
  }
  if (!given.emplace(name, std::move(value)).second) {
    err << "--given " << name << ": it is given already"
        << (name == "token" ? ", by --token or ZOOM_TOKEN" : "") << "\n";
    return false;
  }
  return true;
}

/// Nothing, and lines on `err`, when something of it is wrong.
std::optional<Given> read_given(const ContractOptions& options, std::ostream& err) {
  Given given;
  if (options.token) given.emplace("token", *options.token);
  for (const auto& setting : options.given) {
    if (!take_given(setting, given, err)) return std::nullopt;
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
  const std::string change = "it may make, change and delete users and meetings of the account";
  return names.empty() ? change : change + ", among them " + listed({names.begin(), names.end()});
}

std::size_t count(const std::vector<TranscriptEntry>& entries, State state) {
  return static_cast<std::size_t>(std::ranges::count(entries, state, &TranscriptEntry::state));
}

/// What a person may have got wrong, when no row can say anything of the API.
void advise(const Transcript& transcript, const Given& given, std::ostream& err) {
  if (!given.contains("token")) err << "there is no token: --token, or ZOOM_TOKEN\n";
  std::set<int> statuses;
  for (const auto& entry : transcript.entries) {
    if (entry.state == State::kAnswered) statuses.insert(entry.status);
    if (entry.state != State::kUnreachable || entry.why_not.starts_with("needs ")) continue;
    err << transcript.server << ": " << entry.why_not << "\n";
    return;
  }
  if (statuses == std::set{401}) err << "every answer is 401: is the token right?\n";
  if (statuses == std::set{404} || statuses == std::set{501}) {
    err << "every answer is " << *statuses.begin()
        << ": does the API begin below --base-url, as with /v2 at its end?\n";
  }
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
  advise(transcript, run.given, err);
  if (code != kEnvironment && count(transcript.entries, State::kWithheld) > 0) {
    err << "--write would send what is withheld; " << change << "\n";
  }
  return code;
}

}  // namespace zoom_mock
