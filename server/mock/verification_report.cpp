#include "server/mock/verification_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// A report is read by people: the last calls are the ones that they look for.
constexpr std::size_t kMostCalls = 50;

std::string whose(const std::optional<std::string>& session) {
  if (!session) return "all sessions";
  return session->empty() ? "requests of nobody known" : "session " + quote(*session);
}

const char* word(Verification verification) {
  return verification == Verification::kViolated ? "violated" : "cannot tell";
}

std::string path_of(const Exchange& exchange) {
  return explanation_line(split_target(exchange.request.target).path);
}

std::string line_of(const Exchange& exchange) {
  std::string line = "  " + request_id(exchange.number) + " at " +
                     std::to_string(exchange.since_opened.count()) + " ms: ";
  line += exchange.request.method.empty()
              ? "no whole request"
              : shown_method(exchange.request.method) + " " + path_of(exchange);
  line += ", " + std::to_string(exchange.status) + " by " +
          explanation_line(exchange.explanation.outcome_text());
  if (!exchange.is_answered()) {
    line += ", which the client did not get: " + std::string(ending_name(*exchange.ending));
  }
  line += "\n";
  if (const auto& why = exchange.explanation.why; !why.empty()) {
    line += "    why: " + explanation_line(why) + "\n";
  }
  for (const auto each : exchange.explanation.violations.list()) {
    line += "    " + std::string(violation_name(each)) + ": " + std::string(remedy(each)) + "\n";
  }
  return line;
}

std::string calls_text(const Evidence& evidence, const std::string& whose) {
  const auto& calls = evidence.exchanges();
  if (calls.empty()) return "There is no call of " + whose + ".\n";
  std::string text = "The calls of " + whose + ":\n";
  const auto hidden = calls.size() - std::min(calls.size(), kMostCalls);
  if (hidden > 0) text += "  " + std::to_string(hidden) + " earlier ones are not shown\n";
  for (auto call = hidden; call < calls.size(); ++call) text += line_of(calls[call]);
  return text;
}

std::string unseen_text(const Evidence& evidence) {
  if (evidence.unseen() == 0) return {};
  return "Not all can be seen: the journal dropped calls to make room, or keeps none, or one is "
         "still being answered. --journal-size says how many are kept.\n";
}

Json json_of(const Judgement& judgement) {
  return {{"name", judgement.title},
          {"assertion", judgement.written.empty() ? Json(nullptr) : Json(judgement.written)},
          {"holds", verification_json(judgement.verification)},
          {"expected", judgement.expected},
          {"got", judgement.got}};
}

Json json_of(const Exchange& exchange) {
  auto violations = Json::array();
  for (const auto each : exchange.explanation.violations.list()) {
    violations.push_back(violation_name(each));
  }
  return {{"number", exchange.number},
          {"session_ms", exchange.since_opened.count()},
          {"method", shown_method(exchange.request.method)},
          {"path", path_of(exchange)},
          {"status", exchange.status},
          {"outcome", exchange.explanation.outcome_text()},
          {"why", exchange.explanation.why},
          {"violations", violations}};
}

}  // namespace

Json verification_json(Verification verification) {
  return verification == Verification::kUnclear ? Json(nullptr)
                                                : Json(verification == Verification::kMet);
}

VerificationReport::VerificationReport(const VerifyOrder& order, const Evidence& evidence,
                                       const std::optional<std::string>& session,
                                       std::vector<std::string> notes)
    : evidence_(evidence), whose_(whose(session)), notes_(std::move(notes)) {
  for (const auto& assertion : order.assertions) judgements_.push_back(judge(assertion, evidence));
  auto violations = judge_violations(order.allowed, evidence);
  if (violations.verification != Verification::kMet) judgements_.push_back(std::move(violations));
}

Verification VerificationReport::verification() const {
  auto worst = Verification::kMet;
  for (const auto& each : judgements_) worst = worse(worst, each.verification);
  return worst;
}

std::string VerificationReport::headline() const {
  const auto all = counted(judgements_.size(), "assertion");
  const auto met = std::ranges::count(judgements_, Verification::kMet, &Judgement::verification);
  const auto wrong = judgements_.size() - static_cast<std::size_t>(met);
  if (wrong == 0) {
    return all + (judgements_.size() == 1 ? " holds" : " hold") + " of " + whose_ + ": " +
           counted(evidence_.exchanges().size(), "call") + ".\n";
  }
  return std::to_string(wrong) + " of " + all + (wrong == 1 ? " does not hold" : " do not hold") +
         " of " + whose_ + ".\n";
}

std::string VerificationReport::failures() const {
  std::string text;
  for (const auto& each : judgements_) {
    if (each.verification == Verification::kMet) continue;
    text += "\n" + std::string(word(each.verification)) + ": " + each.title + "\n";
    if (!each.written.empty() && each.written != each.title) text += "  " + each.written + "\n";
    text += "  expected: " + each.expected + "\n  got: " + each.got + "\n";
  }
  return text + "\n" + calls_text(evidence_, whose_) + unseen_text(evidence_);
}

std::string VerificationReport::text() const {
  auto text = headline();
  if (verification() != Verification::kMet) text += failures();
  for (const auto& note : notes_) text += "note: " + note + "\n";
  return text;
}

Json VerificationReport::json() const {
  Json json = {{"holds", verification_json(verification())}};
  auto& list = json["assertions"] = Json::array();
  for (const auto& each : judgements_) list.push_back(json_of(each));
  auto& calls = json["requests"] = Json::array();
  for (const auto& exchange : evidence_.exchanges()) calls.push_back(json_of(exchange));
  json["notes"] = notes_;
  json["report"] = text();
  return json;
}

}  // namespace zoom_mock
