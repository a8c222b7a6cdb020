#include "server/mock/coverage.h"

#include <algorithm>
#include <string>

#include "server/base/explanation.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Scenarios can come and go; what their tokens' scopes are called is theirs.
constexpr std::size_t kMostTokenScopes = 200;
constexpr std::string_view kMultipart = "multipart/form-data";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kOtherType = "another type";
constexpr std::string_view kNoBody = "no body";

AnswerCoverage unseen(const CatalogueReply& reply) {
  AnswerCoverage answer{.reply = std::string(reply.name),
                        .statuses = {reply.documented.status},
                        .code = reply.code,
                        .provenance = reply.provenance()};
  if (reply.current.status != reply.documented.status) {
    answer.statuses.push_back(reply.current.status);
  }
  return answer;
}

OperationCoverage uncalled(const Operation& operation) {
  OperationCoverage coverage;
  coverage.id = operation.id;
  coverage.method = operation.method;
  coverage.path = operation.path;
  coverage.least_scope = least_scope(operation);
  for (const auto& answer : answers_of(operation)) coverage.answers.push_back(unseen(answer));
  for (const auto& rule : operation.fields) coverage.fields.push_back({std::string(rule.name), 0});
  for (const auto scope : operation.scopes) coverage.scopes.push_back({std::string(scope), 0});
  if (operation.fields.empty()) return coverage;
  for (const auto type : {kMultipart, kJson}) {
    coverage.content_types.push_back({std::string(type), 0});
  }
  return coverage;
}

std::string_view type_of(const Form& form) {
  switch (form.kind) {
    case FormKind::kMultipart:
      return kMultipart;
    case FormKind::kJson:
      return kJson;
    case FormKind::kUnsupported:
      return kOtherType;
    case FormKind::kNone:
      break;
  }
  return kNoBody;
}

void count_answer(OperationCoverage& operation, std::string_view name, const Response& response) {
  if (response.delivery.fault && response.delivery.fault->kind != FaultKind::kDribble) {
    ++operation.spoilt;
    return;
  }
  const auto known = std::ranges::find(operation.answers, name, &AnswerCoverage::reply);
  const auto has_status = [&](const AnswerCoverage& answer) {
    return std::ranges::find(answer.statuses, response.status) != answer.statuses.end();
  };
  if (known != operation.answers.end() && has_status(*known)) {
    ++known->seen;
  } else {
    ++operation.others[response.status];
  }
}

void count_body(OperationCoverage& operation, const Form& form) {
  for (auto& field : operation.fields) {
    if (form.find(field.name) != nullptr) ++field.times;
  }
  if (operation.content_types.empty()) return;  // it takes no body
  const auto sent = type_of(form);
  const auto known = std::ranges::find(operation.content_types, sent, &Count::name);
  if (known == operation.content_types.end()) {
    operation.content_types.push_back({std::string(sent), 1});
  } else {
    ++known->times;
  }
}

void count_scopes(OperationCoverage& operation, const Token& token) {
  if (!token.scopes) {
    ++operation.unlimited;
    return;
  }
  for (auto& scope : operation.scopes) {
    if (std::ranges::find(*token.scopes, scope.name) != token.scopes->end()) ++scope.times;
  }
}

}  // namespace

Coverage::Coverage() {
  for (const auto& operation : operations()) report_.operations.push_back(uncalled(operation));
}

void Coverage::note(const Call& call, std::string_view answer, const Response& response) {
  if (call.route.operation == nullptr) return;
  const auto index = call.route.operation - operations().data();
  const std::scoped_lock lock(mutex_);
  auto& operation = report_.operations[static_cast<std::size_t>(index)];
  ++operation.calls;
  count_answer(operation, answer, response);
  // A token that is not valid has no scopes, and the body that comes with it is not read.
  if (response.explanation.outcome == Outcome::kUnauthorized && response.status == 401) return;
  count_body(operation, call.form);
  count_scopes(operation, call.token);
  if (!call.token.scopes) return;
  for (const auto& scope : *call.token.scopes) {
    if (report_.token_scopes.size() >= kMostTokenScopes) break;
    report_.token_scopes.insert(explanation_line(scope));
  }
}

CoverageReport Coverage::report() const {
  const std::scoped_lock lock(mutex_);
  return report_;
}

}  // namespace zoom_mock
