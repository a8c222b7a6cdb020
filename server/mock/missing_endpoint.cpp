#include "server/mock/missing_endpoint.h"

#include <algorithm>
#include <string>
#include <vector>

#include "server/base/explanation.h"
#include "server/http/target.h"
#include "server/mock/path_mistake.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

bool is_stubbed(const ScenarioSet& set, std::string_view method, std::string_view path) {
  return std::ranges::any_of(set.scenarios, [&](const auto& named) {
    return std::ranges::any_of(named.second->stubs, [&](const Stub& stub) {
      return stub.when.path && match_path(*stub.when.path, path) &&
             (!stub.when.method || *stub.when.method == method);
    });
  });
}

Verdict no_such_method(const Call& call, const std::string& allowed) {
  auto verdict = refusal("method-not-allowed",
                         {.outcome = Outcome::kMethodNotAllowed,
                          .why = "the method is " + quote(shown_method(call.request.method)) +
                                 "; this path takes " + allowed,
                          .violations = Violations(Violation::kMethodWrong)});
  verdict.reply.headers.add("Allow", allowed);
  return verdict;
}

Verdict no_such_path(const Call& call, const std::string& nearest, std::string why,
                     Violation violation) {
  const bool as_zoom = call.unmatched == Unmatched::kZoom;
  auto verdict = refusal(
      as_zoom ? "endpoint-unknown" : "not-mocked",
      {.outcome = Outcome::kUnmatched,
       .why = (call.stubs.passed.empty() ? "nothing answers " : "nothing else answers ") +
              quote(shown_method(call.request.method) + " " + call.target.path) + std::move(why),
       .violations = Violations(violation)});
  verdict.facts.emplace_back("endpoints", nearest);
  return verdict;
}

}  // namespace

bool is_endpoint(const ScenarioSet& set, std::string_view method, std::string_view path) {
  return find_route(method, path).is_known() || is_stubbed(set, method, path);
}

Verdict no_such_endpoint(const Call& call, const ScenarioSet& set) {
  const auto& allowed = call.route.allowed;
  if (!allowed.empty()) return no_such_method(call, listed(allowed));
  const auto& method = call.request.method;
  const auto mistake = mistake_in_path(
      call.target.path, [&](std::string_view path) { return is_endpoint(set, method, path); });
  if (mistake) {
    return no_such_path(
        call, shown_method(method) + " " + mistake->meant,
        ": the path " + mistake->why + "; did you mean " + quote(mistake->meant) + "?",
        mistake->violation);
  }
  const auto nearest = listed(nearest_endpoints(method, call.target.path));
  return no_such_path(call, nearest, "; there is " + nearest, Violation::kEndpointUnknown);
}

}  // namespace zoom_mock
