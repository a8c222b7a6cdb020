#include "server/mock/mock.h"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/target.h"
#include "server/mock/admin/admin.h"
#include "server/mock/checks.h"
#include "server/mock/draw.h"
#include "server/mock/match.h"
#include "server/mock/operation_functions.h"
#include "server/mock/respond.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Why no operation answers, and what there is instead.
Verdict no_such_endpoint(const Call& call) {
  if (const auto& allowed = call.route.allowed; !allowed.empty()) {
    auto verdict = refusal("method-not-allowed",
                           {.outcome = Outcome::kMethodNotAllowed,
                            .why = "the method is " + quote(shown_method(call.request.method)) +
                                   "; this path takes " + listed(allowed)});
    verdict.reply.headers.add("Allow", listed(allowed));
    return verdict;
  }
  const auto nearest = listed(nearest_endpoints(call.target.path));
  const bool as_zoom = call.unmatched == Unmatched::kZoom;
  auto verdict = refusal(as_zoom ? "endpoint-unknown" : "not-mocked",
                         {.outcome = Outcome::kUnmatched,
                          .why = "nothing answers " +
                                 quote(shown_method(call.request.method) + " " + call.target.path) +
                                 "; there is " + nearest});
  verdict.facts.emplace_back("endpoints", nearest);
  return verdict;
}

Verdict bug(const std::exception& error) {
  return refusal("internal-error",
                 {.outcome = Outcome::kInternalError,
                  .why = "this is a bug in zoom-mock: " + std::string(error.what())});
}

/// Whether a stub of any scenario is for this endpoint: then it exists, even for those who may not
/// go there.
bool is_stubbed(const ScenarioSet& set, const Call& call) {
  return std::ranges::any_of(set.scenarios, [&](const auto& named) {
    return std::ranges::any_of(named.second->stubs, [&](const Stub& stub) {
      return stub.when.path && match_path(*stub.when.path, call.target.path) &&
             (!stub.when.method || *stub.when.method == call.request.method);
    });
  });
}

/// The session and the token of whoever called, and what their scenario, or else the active one,
/// says of every answer.
void enter(Call& call, Caller caller, const Scenario& active) {
  call.session = std::move(caller.session);
  call.token = std::move(caller.token);
  if (call.session != nullptr) call.now = call.session->now(call.now);
  const auto& scenario = call.session == nullptr ? active : call.session->scenario();
  call.profile = scenario.profile;
  call.unmatched = scenario.unmatched;
}

/// What is refused although a stub would let it succeed: a request that Zoom refuses for its form
/// and, if the stub wants that, one that the facts about the meeting forbid.
std::optional<Verdict> refuse_success(const Stub& stub, const std::optional<std::string>& meeting,
                                      const Call& call) {
  const bool may_succeed = std::ranges::any_of(
      stub.replies, [&](const Reply& reply) { return is_success(reply, call.profile); });
  if (!may_succeed) return std::nullopt;
  if (call.route.operation != nullptr && !stub.even_if_invalid) {
    if (auto refusal = check_form(call)) {
      refusal->explanation.notes.push_back(
          "stub " + quote(stub.name) +
          R"( does not make such a request succeed; "even_if_invalid": true would)");
      return refusal;
    }
  }
  if (!stub.heeds_world || !meeting) return std::nullopt;
  auto refusal = check_meeting_id(call, "meetingId", *meeting);
  if (!refusal) refusal = check_meeting(call, *meeting, *call.session);
  if (!refusal) return std::nullopt;
  refusal->facts.emplace_back("meeting_id", *meeting);
  refusal->facts.emplace_back("user_id", call.session->meeting(*meeting).host.id);
  if (call.route.operation == nullptr) {
    refusal->explanation.outcome = Outcome::kStub;
    refusal->explanation.subject = stub.name;
  }
  return refusal;
}

Verdict answer_by_operation(const Call& call) {
  const auto& id = call.route.operation->id;
  const auto functions = operation_functions();
  const auto found = std::ranges::find(functions, id, &OperationFunction::operation);
  if (found == functions.end()) throw std::logic_error(std::string(id) + " has no function");
  return found->answer(call, *call.session);
}

/// Names the stub that one condition kept from answering: the usual case of a stub that its author
/// expected to answer.
void explain_near_miss(const Call& call, Explanation& explanation) {
  const auto run_time = call.session->run_time_stubs();
  const auto closest =
      closest_stub(run_time == nullptr ? call.session->scenario().stubs : run_time->stubs, call);
  if (closest.stub == nullptr) return;
  std::string line = "the closest stub is " + quote(closest.stub->name) + ", but ";
  for (const auto& mismatch : closest.mismatches) {
    line += (line.ends_with("but ") ? "" : " and ") + mismatch;
  }
  if (closest.mismatches.empty()) {
    if (!closest.stub->replies.back().answers()) return;  // it only delays or faults, and did
    line += "its replies are used up, or it answers other calls only";
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
      secrets_(options.secrets),
      store_(std::move(options.set)),
      sessions_(options.sessions),
      journal_(options.journal) {}

Response Mock::handle(const Request& request) {
  const auto number = journal_.begin();
  Call call{.request = request, .request_id = "req-" + std::to_string(number)};
  call.target = split_target(request.target);
  const bool for_admin = is_admin(call.target.path);
  Response response;
  try {
    response = for_admin
                   ? answer_admin(request, call.target,
                                  {store_, sessions_, journal_, admin_token_, secrets_, clock_})
                   : answer(call);
  } catch (const std::exception& error) {
    response = respond(bug(error), call);
  }
  if (!for_admin) {
    response.number = number;
    if (call.session != nullptr) response.session = call.session->name();
    journal_.record(number, call, response);
  }
  write_explanation(response, std::move(call.request_id));
  return response;
}

void Mock::note_refusal(int status, const Explanation& explanation,
                        std::chrono::microseconds took) {
  ++refusals_;
  journal_.record_refusal(status, explanation, clock_.now(), took);
}

Response Mock::answer(Call& call) {
  ++calls_;
  call.now = clock_.now();
  call.route = find_route(call.request.method, call.target.path);
  Delivery delivery;
  auto response = respond(decide(call, *store_.current(), delivery), call);
  auto& notes = response.explanation.notes;
  notes.insert(notes.begin(), call.form.notes.begin(), call.form.notes.end());
  if (call.session != nullptr && call.session->is_resumed()) {
    notes.emplace(notes.begin(), "the session was closed to make room for others, and began anew");
  }
  response.delivery = delivery;
  return response;
}

/// From top to bottom; the first that has something to say answers.
Verdict Mock::decide(Call& call, const ScenarioSet& set, Delivery& delivery) {
  auto caller = find_caller(call.request.headers, set, sessions_, call.now, real_tokens_);
  auto unauthorized = std::move(caller.refusal);
  enter(call, std::move(caller), *set.scenarios.at(set.active));
  const bool is_operation = call.route.operation != nullptr;
  if (is_operation && call.session != nullptr) {
    call.session->count_operation(call.route.operation->id);
  }
  if (unauthorized) {
    // Where a request goes is explained even to those who may not go there.
    const bool exists = is_operation || is_stubbed(set, call);
    return exists ? *std::move(unauthorized) : no_such_endpoint(call);
  }
  call.form = read_form(call.request);
  if (is_operation) {
    if (auto refusal = check_scope(call)) return *std::move(refusal);
  }
  if (auto stubbed = answer_by_stub(call, delivery)) return *std::move(stubbed);

  auto verdict = is_operation ? answer_by_operation(call) : no_such_endpoint(call);
  if (is_operation) {
    auto& notes = verdict.explanation.notes;
    if (call.target.query) notes.emplace_back("the query string is ignored");
    for (auto& odd : odd_fields(call)) notes.push_back(std::move(odd));
  }
  explain_near_miss(call, verdict.explanation);
  return verdict;
}

/// The first stub whose turn it is and that has an answer. Stubs before it that only delay or fault
/// add to `delivery`.
std::optional<Verdict> Mock::answer_by_stub(const Call& call, Delivery& delivery) const {
  PatternWork work;
  const auto run_time = call.session->run_time_stubs();
  const auto& stubs = run_time == nullptr ? call.session->scenario().stubs : run_time->stubs;
  for (std::size_t i = 0; i < stubs.size(); ++i) {
    if (!matches(stubs[i].when, call, work)) continue;
    const auto number = run_time == nullptr ? i : run_time->numbers[i];
    if (auto verdict = give_turn(stubs[i], number, call, delivery)) return verdict;
  }
  return std::nullopt;
}

/// What a stub that matches answers; nothing when it lets the call pass.
std::optional<Verdict> Mock::give_turn(const Stub& stub, std::size_t number, const Call& call,
                                       Delivery& delivery) const {
  auto& session = *call.session;
  const auto meeting = meeting_id_of(stub.when, call);
  auto refusal = refuse_success(stub, meeting, call);
  const auto turn = session.take_turn(number, refusal.has_value());
  if (!turn) return std::nullopt;
  if (turn->is_refused) return refusal;
  const auto& reply = stub.replies[turn->reply];
  const DrawKey key{seed_, session.name(), stub.name, turn->call};
  if (reply.delay) delivery.delay += draw_delay(*reply.delay, key);
  if (const auto& rule = reply.fault; rule && draw_fault(*rule, key)) {
    if (!rule->times || session.take_fault(number, *rule->times)) delivery.fault = rule->fault;
  }
  if (reply.hold)
    delivery.hold = session.holds().join(reply.hold->empty() ? stub.name : *reply.hold);
  if (!reply.answers()) return std::nullopt;
  Verdict verdict{.reply = reply, .explanation = {.outcome = Outcome::kStub, .subject = stub.name}};
  if (meeting) verdict.facts.emplace_back("meeting_id", *meeting);
  return verdict;
}

}  // namespace zoom_mock
