#include "server/app/explainer.h"

#include <utility>

#include "server/app/admission.h"
#include "server/http/target.h"

namespace zoom_mock {

Explainer::Explainer(ScenarioSet set)
    : mock_({.set = std::move(set)}, clock_), answerer_([this](const Request& request) {
        auto explained = mock_.explain(request);
        stubs_ = std::move(explained.stubs);
        token_ = std::move(explained.token);
        return std::move(explained.response);
      }) {}

ExplainedExchange Explainer::explain(std::string_view bytes) {
  auto [request, answer, left_over] = admit(bytes, answerer_);
  ExplainedExchange exchange{.stubs = std::exchange(stubs_, {}),
                             .token = std::exchange(token_, {}),
                             .answer = std::move(answer),
                             .left_over = left_over};
  if (request) {
    exchange.request = shown_method(request->method) + " " + split_target(request->target).path;
  }
  const auto& delivery = exchange.answer.delivery;
  clock_.advance(delivery.delay);
  exchange.received =
      delivery.fault ? spoil(exchange.answer.bytes, delivery.fault->kind) : exchange.answer.bytes;
  return exchange;
}

}  // namespace zoom_mock
