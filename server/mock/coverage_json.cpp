#include "server/mock/coverage_json.h"

#include <nlohmann/json.hpp>

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json share_json(const Share& share) {
  return {{"answers", share.whole}, {"seen", share.part}, {"percent", share.percent()}};
}

Json counts_json(const std::vector<Count>& counts) {
  auto object = Json::object();
  for (const auto& [name, times] : counts) object[name] = times;
  return object;
}

Json answers_json(const std::vector<AnswerCoverage>& answers) {
  auto list = Json::array();
  for (const auto& answer : answers) {
    list.push_back({{"reply", answer.reply},
                    {"statuses", answer.statuses},
                    {"code", answer.code},
                    {"provenance", provenance_name(answer.provenance)},
                    {"seen", answer.seen}});
  }
  return list;
}

Json operation_json(const OperationCoverage& operation) {
  auto others = Json::object();
  for (const auto& [status, times] : operation.others) others[std::to_string(status)] = times;
  return {{"operation", operation.id},
          {"method", operation.method},
          {"path", operation.path},
          {"calls", operation.calls},
          {"documented", share_json(operation.documented())},
          {"answers", answers_json(operation.answers)},
          {"other_statuses", others},
          {"spoilt_by_faults", operation.spoilt},
          {"fields", counts_json(operation.fields)},
          {"content_types", counts_json(operation.content_types)},
          {"scopes", counts_json(operation.scopes)},
          {"all_scopes", operation.unlimited},
          {"least_scope", operation.least_scope}};
}

}  // namespace

Json coverage_json(const CoverageReport& report) {
  Json json = {{"zoom_mock_coverage", kVersion},
               {"documented", share_json(report.documented())},
               {"least_scopes", report.least_scopes()},
               {"token_scopes", report.token_scopes},
               {"unneeded_scopes", report.unneeded_scopes()}};
  auto& list = json["operations"] = Json::array();
  for (const auto& operation : report.operations) list.push_back(operation_json(operation));
  return json;
}

}  // namespace zoom_mock
