#include "server/mock/mock.h"

#include <algorithm>
#include <exception>
#include <variant>
#include <vector>

#include "server/base/explanation.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/admin/admin.h"
#include "server/mock/draw.h"
#include "server/mock/operations/livestream.h"
#include "server/mock/respond.h"

namespace zoom_mock {

namespace {

std::vector<std::string> endpoints() {
  std::vector<std::string> endpoints;
  for (const auto& operation : operations()) {
    endpoints.push_back(std::string(operation.method) + " " + std::string(operation.path));
  }
  return endpoints;
}

/// What the catalogue's messages need to know of a request that no stub's own values say.
Facts facts_of(const Request& request, const Target& target, const Route& route) {
  const auto& operation = route.operation != nullptr ? *route.operation : operations().front();
  return {{"request", request.method + " " + target.path},
          {"endpoints", listed(endpoints())},
          {"scopes", listed({operation.scopes.begin(), operation.scopes.end()})}};
}

/// Why nothing matched, for a request that is no operation: what exists.
Verdict no_such_endpoint(const Request& request, const Target& target, const Route& route) {
  if (!route.allowed.empty()) {
    auto verdict = refusal("method-not-allowed", {Outcome::kMethodNotAllowed,
                                                  {},
                                                  "the method is " + quote(request.method) +
                                                      "; this path has " + listed(route.allowed)});
    verdict.reply.headers.add("Allow", listed(route.allowed));
    return verdict;
  }
  auto verdict =
      refusal("endpoint-unknown", {Outcome::kUnmatched,
                                   {},
                                   "nothing answers " + quote(request.method + " " + target.path) +
                                       "; there is " + listed(endpoints())});
  verdict.facts = facts_of(request, target, route);
  return verdict;
}

/// Whether a stub of any scenario is for this endpoint: then it exists, even for those who may not
/// go there.
bool is_stubbed(const ScenarioSet& set, const Request& request, const Target& target) {
  return std::ranges::any_of(set.scenarios, [&](const auto& named) {
    return std::ranges::any_of(named.second->stubs, [&](const Stub& stub) {
      return stub.when.path && match_path(*stub.when.path, target.path) &&
             (!stub.when.method || *stub.when.method == request.method);
    });
  });
}

/// Names the stub that one condition kept from answering: the usual case of a stub that its author
/// expected to answer.
void explain_near_miss(const Scenario& scenario, const Subject& subject, Explanation& explanation) {
  const auto closest = closest_stub(scenario.stubs, subject);
  if (closest.stub == nullptr) return;
  std::string line = "the closest stub is " + quote(closest.stub->name) + ", but ";
  for (const auto& mismatch : closest.mismatches) {
    line += (line.ends_with("but ") ? "" : " and ") + mismatch;
  }
  if (closest.mismatches.empty()) {
    if (!closest.stub->replies.back().answers()) return;  // it only delays or faults, and did
    line += "its replies are used up or it asks for another call";
  }
  if (explanation.outcome == Outcome::kUnmatched) {
    explanation.why += "; " + line;
  } else if (closest.mismatches.size() <= 1) {
    explanation.notes.push_back(std::move(line));
  }
}

}  // namespace

Mock::Mock(MockOptions options, const Clock& clock)
    : clock_(clock),
      seed_(options.seed),
      admin_token_(std::move(options.admin_token)),
      real_tokens_(options.real_tokens),
      store_(std::move(options.set)),
      sessions_(options.most_sessions) {}

Response Mock::handle(const Request& request) {
  const auto request_id = "req-" + std::to_string(++requests_);
  Response response;
  try {
    const auto target = split_target(request.target);
    response = is_admin(target.path)
                   ? answer_admin(request, target, {store_, sessions_, admin_token_})
                   : answer(request, target, request_id);
  } catch (const std::exception& error) {
    const auto verdict = refusal(
        "internal-error",
        {Outcome::kInternalError, {}, "this is a bug in zoom-mock: " + std::string(error.what())});
    response = respond(verdict, {Profile::kDocumented, {}, {}});
  }
  write_explanation(response, request_id);
  return response;
}

Response Mock::answer(const Request& request, const Target& target, const std::string& request_id) {
  const auto now = clock_.now();
  const auto route = find_route(request.method, target.path);
  const auto fact_of_any = [&](std::string_view name) -> std::string {
    if (name == "request_id") return request_id;
    return name == "meeting_id" ? route.meeting_id : "";
  };

  const auto set = store_.current();
  const auto authenticated = authenticate(request.headers, *set, sessions_, now, real_tokens_);
  if (const auto* const unauthorized = std::get_if<Verdict>(&authenticated)) {
    // Where a request goes is explained even to those who may not go there.
    const bool exists = route.operation != nullptr || is_stubbed(*set, request, target);
    const auto verdict = exists ? *unauthorized : no_such_endpoint(request, target, route);
    return respond(verdict, {Profile::kDocumented, request.headers, {}, fact_of_any});
  }
  auto& session = *std::get<Caller>(authenticated).session;
  const auto& token = std::get<Caller>(authenticated).token;
  const auto& scenario = session.scenario();
  const auto form = read_form(request);
  const auto fact = [&](std::string_view name) {
    if (name == "now") return to_iso8601(now);
    if (name == "account_id") return token.account;
    if (name != "user_id") return fact_of_any(name);
    return route.operation == nullptr ? token.user : scenario.meeting(route.meeting_id).host.id;
  };
  Delivery delivery;
  const auto say = [&](const Verdict& verdict) {
    auto response = respond(verdict, {scenario.profile, request.headers, form, fact});
    auto& notes = response.explanation.notes;
    notes.insert(notes.begin(), form.notes.begin(), form.notes.end());
    response.delivery = delivery;
    return response;
  };

  if (route.operation != nullptr) {
    session.count_operation(route.operation->id);
    if (const auto verdict = check_scope(token, *route.operation)) return say(*verdict);
  }
  const Subject subject{request, target, route, form, token};
  if (const auto verdict = answer_by_stub(session, subject, delivery)) return say(*verdict);

  auto verdict =
      route.operation == nullptr
          ? no_such_endpoint(request, target, route)
          : update_livestream({*route.operation, route.meeting_id, form, token}, session);
  if (target.query && route.operation != nullptr) {
    verdict.explanation.notes.emplace_back("the query string is ignored");
  }
  explain_near_miss(scenario, subject, verdict.explanation);
  return say(verdict);
}

/// The first stub whose turn it is and that has an answer. Stubs before it that only delay or fault
/// add to `delivery`.
std::optional<Verdict> Mock::answer_by_stub(Session& session, const Subject& subject,
                                            Delivery& delivery) const {
  const auto& stubs = session.scenario().stubs;
  for (std::size_t i = 0; i < stubs.size(); ++i) {
    const auto& stub = stubs[i];
    if (!matches(stub.when, subject)) continue;
    const auto turn = session.take_turn(i);
    if (!turn) continue;
    const auto& reply = stub.replies[turn->reply];
    const DrawKey key{seed_, session.name(), stub.name, turn->call};
    if (reply.delay) delivery.delay += draw_delay(*reply.delay, key);
    if (const auto& rule = reply.fault; rule && draw_fault(*rule, key)) {
      if (!rule->times || session.take_fault(i, *rule->times)) delivery.fault = rule->fault;
    }
    if (!reply.answers()) continue;
    Verdict verdict;
    verdict.reply = reply;
    verdict.explanation = {Outcome::kStub, stub.name};
    if (!reply.use.empty()) {
      verdict.facts = facts_of(subject.request, subject.target, subject.route);
    }
    if (auto id = meeting_id_of(stub.when, subject)) {
      verdict.facts.emplace_back("meeting_id", std::move(*id));
    }
    return verdict;
  }
  return std::nullopt;
}

}  // namespace zoom_mock
