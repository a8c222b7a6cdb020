#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/expectation_report.h"
#include "server/mock/verification_report.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const ExpectationReport::InSession& one) {
  const auto& [expectation, calls, beginning] = one.result;
  return {{"session", one.session},
          {"subject", expectation.subject},
          {"expected", to_string(expectation.calls)},
          {"calls", calls},
          {"met", verification_json(one.result.verification())}};
}

Json to_json(const ExpectationReport::Evicted& one) {
  const auto& [scenario, expectation, counts] = one;
  return {{"session", nullptr},
          {"scenario", scenario},
          {"subject", expectation.subject},
          {"expected", to_string(expectation.calls)},
          {"evicted",
           {{"met", counts.met}, {"violated", counts.violated}, {"unclear", counts.unclear}}},
          {"met", verification_json(counts.verification())}};
}

Json to_json(const ExpectationReport::Asserted& one) {
  const auto& judgement = one.judgement;
  return {{"session", one.session},
          {"subject", judgement.title},
          {"expected", judgement.expected},
          {"got", judgement.got},
          {"met", verification_json(judgement.verification)}};
}

std::string why_of(const ExpectationReport& report) {
  if (report.is_empty()) return "there is no expectation: the scenario has no \"expect\"";
  return joined(report.whys(), "; ");
}

Response response_of(const ExpectationReport& report, std::uint64_t evicted) {
  const auto why = why_of(report);
  Json body = {
      {"met", report.is_empty() ? Json(nullptr) : verification_json(report.verification())}};
  if (!why.empty()) body["why"] = why;
  body["evicted"] = evicted;
  auto& list = body["expectations"] = Json::array();
  for (const auto& one : report.in_sessions) list.push_back(to_json(one));
  for (const auto& one : report.evicted) list.push_back(to_json(one));
  for (const auto& one : report.asserted) list.push_back(to_json(one));
  auto response = json_response(why.empty() ? 200 : 409, body);
  response.explanation.why = why;
  return response;
}

}  // namespace

Response show_expectations(const AdminRequest& request) {
  const auto& store = request.context.store;
  const auto& sessions = request.context.sessions;
  const auto& journal = request.context.journal;
  const auto name = request.query("session");
  const auto report = name ? report_expectations(store, sessions, journal, *name)
                           : report_expectations(store, sessions, journal);
  if (!report) return no_such_session(*name);
  return response_of(*report, sessions.evicted());
}

}  // namespace zoom_mock
