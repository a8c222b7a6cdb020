#include "server/mock/verdict.h"

#include <nlohmann/json.hpp>

#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

Explanation by_operation(const Call& call, std::string why) {
  return {.outcome = Outcome::kOperation,
          .subject = std::string(call.route.operation_id()),
          .why = std::move(why)};
}

Verdict by_catalogue(std::string_view reply, Explanation explanation) {
  Verdict verdict;
  verdict.reply.use = reply;
  verdict.explanation = std::move(explanation);
  return verdict;
}

Verdict with_body(const Call& call, int status, const nlohmann::ordered_json& body) {
  Verdict verdict;
  verdict.reply.status = status;
  verdict.explanation = by_operation(call, {});
  verdict.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return verdict;
}

}  // namespace

std::string_view answer_name(const Verdict& verdict) {
  const auto& reply = verdict.reply;
  if (reply.use.empty()) {
    if (!verdict.body && !reply.body) return {};
    return verdict.body && reply.status == 201 ? kCreated : kFound;
  }
  const auto* const known = find_reply(reply.use);
  return known == nullptr || reply.body ? std::string_view() : known->name;
}

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
  return with_body(call, 200, body);
}

Verdict created(const Call& call, const nlohmann::ordered_json& body) {
  return with_body(call, 201, body);
}

}  // namespace zoom_mock
