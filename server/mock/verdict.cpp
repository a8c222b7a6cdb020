#include "server/mock/verdict.h"

#include <nlohmann/json.hpp>

namespace zoom_mock {

namespace {

Explanation by_operation(const Call& call, std::string why) {
  const auto* const operation = call.route.operation;
  return {.outcome = Outcome::kOperation,
          .subject = std::string(operation == nullptr ? "" : operation->id),
          .why = std::move(why)};
}

Verdict by_catalogue(std::string_view reply, Explanation explanation) {
  Verdict verdict;
  verdict.reply.use = reply;
  verdict.explanation = std::move(explanation);
  return verdict;
}

}  // namespace

Verdict refusal(std::string_view reply, Explanation explanation) {
  return by_catalogue(reply, std::move(explanation));
}

Verdict refused(const Call& call, std::string_view reply, std::string why,
                const Violations& violations) {
  auto verdict = refusal(reply, by_operation(call, std::move(why)));
  verdict.explanation.violations = violations;
  return verdict;
}

Verdict done(const Call& call, std::string_view reply) {
  return by_catalogue(reply, by_operation(call, {}));
}

Verdict found(const Call& call, const nlohmann::ordered_json& body) {
  Verdict verdict;
  verdict.reply.status = 200;
  verdict.explanation = by_operation(call, {});
  verdict.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return verdict;
}

}  // namespace zoom_mock
