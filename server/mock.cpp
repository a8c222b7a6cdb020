#include "server/mock.h"

#include <exception>
#include <variant>
#include <vector>

#include "server/admin.h"
#include "server/draw.h"
#include "server/explanation.h"
#include "server/livestream.h"
#include "server/respond.h"

namespace zoom_mock {

namespace {

/// Why nothing matched, for a request that is no operation: what exists, and the closest stub.
Verdict no_such_endpoint(const Request& request, const Target& target, const Route& route) {
  const auto asked = request.method + " " + target.path;
  if (!route.allowed.empty()) {
    auto verdict = refusal(
        "method-not-allowed", "method-not-allowed",
        "the method is " + quote(request.method) + "; this path has " + listed(route.allowed));
    std::string allow;
    for (const auto& method : route.allowed) allow += (allow.empty() ? "" : ", ") + method;
    verdict.reply.headers.add("Allow", allow);
    return verdict;
  }
  std::vector<std::string> endpoints;
  for (const auto& operation : operations()) {
    endpoints.push_back(std::string(operation.method) + " " + std::string(operation.path));
  }
  auto verdict = refusal("endpoint-unknown", "unmatched",
                         "nothing answers " + quote(asked) + "; there is " + listed(endpoints));
  verdict.facts = {{"request", asked}, {"endpoints", listed(endpoints)}};
  return verdict;
}

/// Names the stub that one condition kept from answering: the usual case of a stub that its author
/// expected to answer.
void explain_near_miss(const Scenario& scenario, const Subject& subject, Verdict& verdict,
                       std::vector<std::string>& notes) {
  const auto closest = closest_stub(scenario.stubs, subject);
  if (closest.stub == nullptr || closest.mismatches.empty()) return;
  std::string line = "the closest stub is " + quote(closest.stub->name) + ", but ";
  for (const auto& mismatch : closest.mismatches) {
    line += (line.ends_with("but ") ? "" : " and ") + mismatch;
  }
  if (verdict.outcome == "unmatched") {
    verdict.why += "; " + line;
  } else if (closest.mismatches.size() == 1) {
    notes.push_back(line);
  }
}

std::vector<std::string> notes_on(const Target& target, const Form& form) {
  auto notes = form.notes;
  if (target.query) notes.emplace_back("the query string is ignored");
  return notes;
}

}  // namespace

Mock::Mock(MockOptions options, const Clock& clock)
    : clock_(clock),
      seed_(options.seed),
      admin_token_(std::move(options.admin_token)),
      store_(std::move(options.set)),
      sessions_(options.most_sessions) {}

Response Mock::handle(const Request& request) {
  const auto request_id = "req-" + std::to_string(++requests_);
  try {
    const auto target = split_target(request.target);
    auto response = is_admin(target.path)
                        ? answer_admin(request, target, {store_, sessions_, admin_token_})
                        : answer(request, target, request_id);
    response.headers.set("X-Zoom-Mock-Request-Id", request_id);
    return response;
  } catch (const std::exception& error) {
    auto verdict = refusal("internal-error", "internal-error",
                           "this is a bug in zoom-mock: " + std::string(error.what()));
    return respond(verdict, {Profile::kDocumented, {}, {}, {{"request_id", request_id}}}, {});
  }
}

Response Mock::answer(const Request& request, const Target& target, const std::string& request_id) {
  const auto now = clock_.now();
  const auto route = find_route(request.method, target.path);
  Facts facts = {{"request_id", request_id}, {"meeting_id", route.meeting_id}};

  const auto authenticated = authenticate(request.headers, *store_.current(), sessions_, now);
  if (const auto* const unauthorized = std::get_if<Verdict>(&authenticated)) {
    // Where a request goes is explained even to those who may not go there.
    const auto verdict =
        route.operation == nullptr ? no_such_endpoint(request, target, route) : *unauthorized;
    return respond(verdict, {Profile::kDocumented, request.headers, {}, facts}, {});
  }
  const auto& [session, token] = std::get<Caller>(authenticated);
  const auto& scenario = session->scenario();
  const auto form = read_form(request);
  auto notes = notes_on(target, form);
  facts.emplace_back("user_id", scenario.meeting(route.meeting_id).host.id);
  facts.emplace_back("account_id", token.account);
  facts.emplace_back("now", to_iso8601(now));
  Delivery delivery;
  const auto say = [&](const Verdict& verdict) {
    auto response = respond(verdict, {scenario.profile, request.headers, form, facts}, notes);
    response.delivery = delivery;
    return response;
  };

  if (route.operation != nullptr) {
    session->count_operation(route.operation->id);
    if (const auto verdict = check_scope(token, *route.operation)) return say(*verdict);
  }
  const Subject subject{request, target, route, form, token};
  if (const auto verdict = answer_by_stub(*session, subject, delivery)) return say(*verdict);

  auto verdict =
      route.operation == nullptr
          ? no_such_endpoint(request, target, route)
          : update_livestream({*route.operation, route.meeting_id, form, token}, *session);
  explain_near_miss(scenario, subject, verdict, notes);
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
    verdict.outcome = "stub:" + stub.name;
    return verdict;
  }
  return std::nullopt;
}

}  // namespace zoom_mock
