#include "server/contract/transcript.h"

#include <algorithm>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

using State = TranscriptEntry::State;

std::string what_is_missing(const ContractRow& row, const Given& given) {
  std::vector<std::string> missing;
  for (const auto& name : row.request.needs()) {
    if (given.contains(name)) continue;
    missing.push_back("{" + name + "}, " + std::string(find_need(name)->what));
  }
  return missing.empty() ? std::string() : "needs " + joined(missing, "; ");
}

/// Says what keeps the row from being sent; kAnswered: nothing does.
TranscriptEntry entry_of(const ContractRow& row, const ContractRun& run) {
  TranscriptEntry entry{.operation = std::string(row.operation),
                        .reply = std::string(row.reply),
                        .sentence = row.sentence,
                        .request = std::string(row.request.method) + " " + row.request.path};
  if (auto missing = what_is_missing(row, run.given); !missing.empty()) {
    entry.state = State::kUnreachable;
    entry.why_not = std::move(missing);
  } else if (row.request.is_write() && !run.may_write) {
    entry.state = State::kWithheld;
    entry.why_not = "withheld: it could change something; --write sends it";
  }
  return entry;
}

}  // namespace

Request request_of(const ContractRow& row, const Given& given) {
  const auto& sample = row.request;
  Request request{std::string(sample.method),
                  with_given(sample.path, given),
                  {},
                  with_given(sample.body, given)};
  const auto authorization = with_given(sample.authorization, given);
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  if (!sample.content_type.empty()) request.headers.add("Content-Type", sample.content_type);
  request.headers.add("Accept", "application/json");
  return request;
}

ContractAnswer answer_to(const ContractRow& row, const Given& given, const ContractSend& send) {
  ContractAnswer answer;
  for (int time = 0; time < row.request.times && answer.failure.empty(); ++time) {
    answer = send(request_of(row, given));
  }
  return answer;
}

std::vector<TranscriptEntry> run_contract(const std::vector<ContractRow>& rows,
                                          const ContractRun& run, const ContractSend& send) {
  std::vector<TranscriptEntry> entries;
  entries.reserve(rows.size());
  for (const auto& row : rows) {
    auto& entry = entries.emplace_back(entry_of(row, run));
    if (entry.state != State::kAnswered) continue;
    const auto answer = answer_to(row, run.given, send);
    if (!answer.failure.empty()) {
      entry.state = State::kUnreachable;
      entry.why_not = answer.failure;
      continue;
    }
    entry.status = answer.status;
    entry.body = normal_body(row, answer, run.given);
    entry.departure = without_given(departure_of(row, answer, run.profile), run.given);
  }
  return entries;
}

}  // namespace zoom_mock
