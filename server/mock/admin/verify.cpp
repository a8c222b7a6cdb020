#include <algorithm>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/problem.h"
#include "server/base/suggestion.h"
#include "server/http/waiting.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/verification_report.h"
#include "server/scenario/load/verify_order_loader.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// A verification that may wait.
struct Verifying {
  const AdminContext context;
  VerifyOrder order;
  std::optional<std::string> session;
  bool as_json;
  std::uint64_t begun;  ///< the last number when it was asked for
};

/// The names that assertions about a session may use; about all sessions, those of all scenarios.
struct KnownNames {
  std::vector<std::string> aliases;
  std::vector<std::string> stubs;

  void add(const Scenario& scenario) {
    for (auto& alias : scenario.aliases()) aliases.push_back(std::move(alias));
    for (const auto& stub : scenario.stubs) stubs.push_back(stub.name);
  }
};

/// Nothing: there is neither a session nor a scenario of that name.
std::optional<KnownNames> known_names(const std::optional<std::string>& session,
                                      const AdminContext& context) {
  KnownNames names;
  const auto set = context.store.current();
  if (!session || session->empty()) {
    for (const auto& [name, scenario] : set->scenarios) names.add(*scenario);
    return names;
  }
  const auto open = context.sessions.find(*session);
  const auto* const scenario = open ? &open->scenario() : set->scenario_of(*session);
  if (scenario == nullptr) return std::nullopt;
  names.add(*scenario);
  return names;
}

int status_of(Verification verification) {
  if (verification == Verification::kMet) return 200;
  return verification == Verification::kViolated ? 409 : 422;
}

Response response_of(const VerificationReport& report, bool as_json) {
  const auto status = status_of(report.verification());
  if (as_json) return json_response(status, report.json());
  return text_response("text/plain; charset=utf-8", report.text(), status);
}

/// A misspelt session has no calls, and "never" holds of it.
void note_no_call(const Verifying& verifying, const Evidence& evidence,
                  std::vector<std::string>& notes) {
  const auto& sessions = verifying.context.sessions;
  const auto& name = *verifying.session;
  if (!evidence.exchanges().empty() || evidence.unseen() > 0 || sessions.find(name)) return;
  std::vector<std::string> open;
  for (const auto& session : sessions.all()) open.push_back(session->name());
  const auto hint = suggestion_hint(name, open);
  notes.push_back("no request has come to session " + quote(name) +
                  (hint.empty() ? "" : "; " + hint));
}

/// A call whose token nobody knows is in no session, and in no verification of one.
void note_strays(const Tally::Strays& strays, std::vector<std::string>& notes) {
  if (strays.requests == 0) return;
  const bool is_one = strays.requests == 1;
  notes.push_back(counted(strays.requests, "request") + " since the start " +
                  (is_one ? "belongs to no session" : "belong to no session; the first") +
                  (strays.first == 0 ? "" : ", " + request_id(strays.first)) + ": " + strays.text);
}

/// What a verification of one session does not see.
std::vector<std::string> notes_of(const Verifying& verifying, const Evidence& evidence) {
  std::vector<std::string> notes;
  if (!verifying.session || verifying.session->empty()) return notes;
  note_no_call(verifying, evidence, notes);
  note_strays(verifying.context.tally.strays(), notes);
  return notes;
}

Response answer_now(const Verifying& verifying) {
  const auto& context = verifying.context;
  const auto evidence =
      gather_evidence(context.journal, verifying.session, verifying.begun, context.secrets);
  auto notes = notes_of(verifying, evidence);
  return response_of({verifying.order, evidence, verifying.session, std::move(notes)},
                     verifying.as_json);
}

/// The answer, once nothing is on its way and, if that is waited for, all assertions hold.
std::optional<Response> answer_if_ready(const Verifying& verifying, JournalProgress& last) {
  const auto now = verifying.context.journal.progress(verifying.session);
  const bool is_settled = now.complete >= verifying.begun && now.on_their_way == 0;
  // The bell rings for every session, and holding assertions against a journal takes its time.
  const bool is_news = now.changes != last.changes || now.complete != last.complete;
  if (!is_settled || !is_news) return std::nullopt;
  last = now;
  auto response = answer_now(verifying);
  const bool may_come = verifying.order.wait.count() > 0 && response.status != 200;
  return may_come ? std::nullopt : std::optional(std::move(response));
}

Response refuse(const std::vector<Problem>& problems, bool as_json) {
  std::string text;
  auto list = Json::array();
  for (const auto& problem : problems) {
    text += render(problem);
    list.push_back({{"line", problem.place.line},
                    {"column", problem.place.column},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  text += count_problems(problems) + ". Nothing was verified.\n";
  auto response = json_response(400, {{"error", text}, {"problems", list}});
  response.explanation.why = count_problems(problems) + " in the assertions";
  if (as_json) return response;
  response.headers.set("Content-Type", "text/plain; charset=utf-8");
  response.body = text;
  return response;
}

}  // namespace

Response verify(const AdminRequest& request) {
  const auto& context = request.context;
  auto session = request.query("session");
  const auto names = known_names(session, context);
  if (!names) return no_such_session(*session);
  const bool as_json = request.request.headers.find("Accept").value_or("").find(
                           "application/json") != std::string_view::npos;
  std::vector<Problem> problems;
  auto order = read_verify_order(request.request.body, names->aliases, names->stubs, problems,
                                 context.secrets);
  if (!order) return refuse(problems, as_json);

  const auto begun = context.journal.progress(session).begun;
  const auto verifying = std::make_shared<const Verifying>(
      Verifying{context, *std::move(order), std::move(session), as_json, begun});
  JournalProgress last{.complete = std::numeric_limits<std::uint64_t>::max()};  // nothing yet
  if (auto ready = answer_if_ready(*verifying, last)) return *std::move(ready);
  auto response = answer_now(*verifying);
  response.waiting = std::make_shared<Waiting>(
      Waiting{.bell = context.journal.changes(),
              .ask = [verifying, last]() mutable { return answer_if_ready(*verifying, last); },
              .most = std::max(verifying->order.settle, verifying->order.wait),
              .last = [verifying] { return answer_now(*verifying); }});
  return response;
}

}  // namespace zoom_mock
