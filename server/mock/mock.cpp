#include "server/mock/mock.h"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/target.h"
#include "server/http/waiting.h"
#include "server/mock/admin/admin.h"
#include "server/mock/api_headers.h"
#include "server/mock/checks.h"
#include "server/mock/client.h"
#include "server/mock/downloader.h"
#include "server/mock/missing_endpoint.h"
#include "server/mock/near_miss.h"
#include "server/mock/oauth.h"
#include "server/mock/oddities.h"
#include "server/mock/operation_functions.h"
#include "server/mock/permission.h"
#include "server/mock/respond.h"
#include "server/mock/stub_answer.h"
#include "server/mock/webhooks/announce.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

Verdict bug(const std::exception& error) {
  return refusal("internal-error",
                 {.outcome = Outcome::kInternalError,
                  .why = "this is a bug in zoom-mock: " + std::string(error.what())});
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
  call.why_in_body = call.why_in_body || scenario.why_in_body;
  call.xml_errors = scenario.xml_errors;
}

/// Whoever chose a scenario may not expect that a token leads to another one.
std::optional<std::string> note_of_other_scenario(const Call& call, const ScenarioSet& set) {
  if (!set.is_chosen || call.session == nullptr) return std::nullopt;
  const auto& name = call.session->scenario().name;
  if (name == set.active) return std::nullopt;
  return "the token is one of scenario " + quote(name) + ", not of " + quote(set.active) +
         ", which --scenario chose";
}

/// What an answer owes to the requests of its session before this one.
void explain_session(const Call& call, const ScenarioSet& set, Explanation& explanation) {
  auto& notes = explanation.notes;
  if (call.session->is_resumed()) {
    notes.emplace(notes.begin(), "the session was closed to make room for others, and began anew");
  }
  if (auto elsewhere = note_of_other_scenario(call, set)) {
    notes.insert(notes.begin(), *std::move(elsewhere));
  }
  const auto missing = call.session->retries().missing(call.request, call.target.path, call.now);
  if (!missing) return;
  explanation.violations.add(Violation::kRetryTooEarly);
  notes.push_back("the request comes " + std::to_string(missing->count()) +
                  " ms before the time that Retry-After gave it");
}

Verdict answer_by_operation(const Call& call) {
  const auto& id = call.route.operation->id;
  const auto functions = operation_functions();
  const auto found = std::ranges::find(functions, id, &OperationFunction::operation);
  if (found == functions.end()) throw std::logic_error(std::string(id) + " has no function");
  return found->answer(call, *call.session);
}

/// What comes later explains itself like what is answered at once.
void explain_later(Waiting& waiting) {
  const auto explained = [](Waiting::Question question) -> Waiting::Question {
    if (question == nullptr) return nullptr;
    return [question = std::move(question)] {
      auto response = question();
      if (response) write_explanation(*response, {});
      return response;
    };
  };
  waiting.ask = explained(std::move(waiting.ask));
  waiting.last = explained(std::move(waiting.last));
}

}  // namespace

Mock::Mock(MockOptions options, const Clock& clock)
    : clock_(clock),
      seed_(options.seed),
      admin_token_(std::move(options.admin_token)),
      real_tokens_(options.real_tokens),
      secrets_(options.secrets),
      why_in_body_(options.why_in_body),
      webhook_hosts_(std::move(options.webhook_hosts)),
      store_(std::move(options.set)),
      sessions_(options.sessions),
      issuer_(std::move(options.token_key)),
      journal_(options.journal) {}

Response Mock::handle(const Request& request) {
  auto target = split_target(request.target);
  if (is_admin(target.path)) return handle_admin(request, target);
  Call call{
      .request = request, .target = std::move(target), .outbox = &outbox_, .issuer = &issuer_};
  return handle(call);
}

ExplainedResponse Mock::explain(const Request& request) {
  Call call{.request = request, .target = split_target(request.target), .issuer = &issuer_};
  if (is_admin(call.target.path)) return {handle_admin(request, call.target), {}, {}};
  auto response = handle(call);
  auto stubs = stub_trials(call);
  return {std::move(response), call.token.alias, std::move(stubs)};
}

Response Mock::handle(Call& call) {
  Journal::Begun begun(journal_);
  call.number = begun.number();
  call.request_id = request_id(call.number);
  Response response;
  try {
    response = answer(call);
  } catch (const std::exception& error) {
    response = respond(bug(error), call);
  }
  response.number = begun.number();
  if (call.session != nullptr) response.session = call.session->name();
  tally_.count(call, response);
  journal_.record(begun, call, response);
  write_explanation(response, call.request_id);
  return response;
}

/// What asks about requests is none of them, and has no number.
Response Mock::handle_admin(const Request& request, const Target& target) {
  Response response;
  try {
    response = answer_admin(request, target,
                            {store_, sessions_, journal_, admin_token_, secrets_, coverage_, tally_,
                             clock_, issuer_, webhook_hosts_, outbox_});
  } catch (const std::exception& error) {
    response = respond(bug(error), {.request = request});
  }
  if (response.waiting != nullptr) explain_later(*response.waiting);
  write_explanation(response, {});
  return response;
}

void Mock::note_refusal(int status, const Explanation& explanation,
                        std::chrono::microseconds took) {
  ++refusals_;
  tally_.count_refusal(status, explanation);
  journal_.record_unread(status, explanation, clock_.now(), Ending::kWritten, took);
}

void Mock::note_abandoned(const std::string& how) {
  journal_.record_unread(0, {.outcome = Outcome::kRefused, .why = how}, clock_.now(),
                         Ending::kClientLeft, {});
}

Response Mock::answer(Call& call) {
  ++calls_;
  call.seed = seed_;
  call.arrived = clock_.now();
  call.now = call.arrived;
  call.why_in_body = why_in_body_;
  call.route = find_route(call.request.method, call.target.path);
  Delivery delivery;
  const auto set = store_.current();
  auto verdict = decide(call, *set, delivery);
  if (call.session != nullptr) explain_session(call, *set, verdict.explanation);
  add_oddities(call, verdict.explanation);
  const auto answer = answer_name(verdict);
  auto response = respond(std::move(verdict), call);
  add_api_headers(call, response);
  if (call.session != nullptr) {
    call.session->retries().note(call.request, call.target.path, response, call.now);
  }
  response.delivery = delivery;
  coverage_.note(call, answer, response);
  return response;
}

/// From top to bottom; the first that has something to say answers.
Verdict Mock::decide(Call& call, const ScenarioSet& set, Delivery& delivery) {
  const bool is_client = asks_for_token(call.request, call.target.path);
  if (is_client) call.form = read_form(call.request);  // it says whose session it is
  const bool is_download = call.route.operation_id() == kDownloadOperation;
  auto caller = is_client ? find_client(read_token_request(call), set, sessions_, call.now, issuer_)
                : is_download ? find_downloader(call, set, sessions_, real_tokens_, issuer_)
                              : find_caller(call.request.headers, set, sessions_, call.now,
                                            real_tokens_, issuer_);
  auto unauthorized = std::move(caller.refusal);
  enter(call, std::move(caller), *set.scenarios.at(set.active));
  if (call.session != nullptr) validate_webhooks(call);
  const bool is_operation = call.route.operation != nullptr;
  if (is_operation && call.session != nullptr) {
    call.session->count_operation(call.route.operation->id);
  }
  if (unauthorized) {
    // Where a request goes is explained even to those who may not go there.
    return is_endpoint(set, call.request.method, call.target.path) ? *std::move(unauthorized)
                                                                   : no_such_endpoint(call, set);
  }
  if (!is_client) call.form = read_form(call.request);
  if (is_operation) {
    if (auto refusal = check_rate(call)) return *std::move(refusal);
    if (auto refusal = check_scope(call)) return *std::move(refusal);
  }
  if (auto stubbed = answer_by_stub(call, seed_, delivery)) {
    // Whatever a stub answers: what is refused without it is not in the contract.
    if (const auto form = check_form(call)) {
      stubbed->explanation.violations.add(form->explanation.violations);
    }
    return *std::move(stubbed);
  }

  if (is_download) return answer_download(call);
  if (call.route.site != nullptr) return answer_oauth(call, issuer_);
  auto verdict = is_operation ? answer_by_operation(call) : no_such_endpoint(call, set);
  explain_near_misses(call, verdict.explanation);
  return verdict;
}

}  // namespace zoom_mock
