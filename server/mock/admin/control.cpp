#include "server/mock/admin/control.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/base/suggestion.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/scenario/session_token.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostBytes = 1024UL * 1024;
/// What the small bodies hold is far less.
constexpr std::size_t kMostValues = 1000;

/// Whether requests could open a session by that name: it is a scenario's, or that and a session's.
bool is_session_name(const SessionToken& parsed, const std::string& name) {
  return to_string({parsed.scenario, parsed.session, {}}) == name &&
         parsed.session.size() <= kMaxSessionName && !is_unsubstituted(parsed.session);
}

Response unknown_session(const std::string& name, const ScenarioSet& set) {
  const auto known = names_of(set.scenarios);
  const auto meant = nearest(parse_session_token(name).scenario, known);
  return admin_error(404, "no session is called " + known_or_masked(name, known) +
                              (meant ? "; did you mean " + quote(*meant) + "?" : "") +
                              "; a session's name is a scenario's, <scenario>/<anything>, or what "
                              "POST /__admin/sessions gave. Nothing was done");
}

std::string in_words(const Problem& problem) {
  const auto place =
      problem.place.line_text.empty()
          ? std::string()
          : std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + ": ";
  return place + problem.message + (problem.hint.empty() ? "" : "; " + problem.hint);
}

/// Null: neither is it open nor could requests open it.
std::shared_ptr<Session> session_of(const std::string& name, const AdminContext& context,
                                    const ScenarioSet& set) {
  auto& sessions = context.sessions;
  const auto now = context.clock.now();
  if (const auto open = sessions.find(name)) {
    // What was changed before is weighed when a session is opened again.
    auto again = sessions.open(name, open->shared_scenario(), now);
    return again == nullptr ? open : again;
  }
  const auto parsed = parse_session_token(name);
  const auto scenario = set.scenarios.find(parsed.scenario);
  if (scenario == set.scenarios.end() || !is_session_name(parsed, name)) return nullptr;
  return sessions.open(name, scenario->second, now);
}

}  // namespace

Response with_session(const AdminRequest& request,
                      const std::function<Response(const std::shared_ptr<Session>&)>& act) {
  const auto set = request.context.store.current();
  const auto name = request.session().value_or(set->active);
  const auto session = session_of(name, request.context, *set);
  return session == nullptr ? unknown_session(name, *set) : act(session);
}

std::optional<Response> refuse_length(const Request& request) {
  if (request.body.size() > kMostBytes) {
    return admin_error(413, "the body has " + std::to_string(request.body.size()) +
                                " bytes; at most " + std::to_string(kMostBytes) +
                                " are taken here. Nothing was done");
  }
  return std::nullopt;
}

std::optional<Response> refuse_any_body(const Request& request) {
  if (request.body.empty()) return std::nullopt;
  return read_body(request, [](const JsonNode& node, ProblemSink& sink) {
    ObjectReader(node, "key", sink).finish();
  });
}

std::optional<Response> read_body(const Request& request,
                                  const std::function<void(const JsonNode&, ProblemSink&)>& read) {
  if (auto refusal = refuse_length(request)) return refusal;
  std::vector<Problem> problems;
  ProblemSink sink("body", request.body, problems);
  const auto document = parse_json(request.body, JsonComments::kIgnored, kMostValues);
  for (const auto& duplicate : document.duplicate_keys) {
    sink.error(duplicate.span, duplicate.message,
               "the first one is at " + sink.position(*duplicate.earlier));
  }
  if (const auto& defect = document.syntax_error) {
    sink.error(defect->span, defect->message, defect->hint);
  } else if (!document.root.is_object()) {
    sink.error(document.root.span, "the body must be an object, not " + found(document.root));
  } else {
    read(document.root, sink);
  }
  if (!has_errors(problems)) return std::nullopt;
  sort_problems(problems);
  return does_not_load(problems);
}

Response does_not_load(const std::vector<Problem>& problems) {
  const auto others = problems.size() - 1;
  auto response = json_response(
      400, {{"error", in_words(problems.front()) +
                          (others == 0 ? "" : "; and " + counted(others, "other problem")) +
                          ". Nothing was done"},
            {"problems", to_json(problems)}});
  // What is wrong may be somebody's secret, and this is logged.
  response.explanation.why = "the body has " + count_problems(problems) + ". Nothing was done";
  return response;
}

Json to_json(const std::vector<Problem>& problems) {
  auto list = Json::array();
  for (const auto& problem : problems) {
    list.push_back({{"severity", problem.severity == Severity::kError ? "error" : "warning"},
                    {"line", problem.place.line},
                    {"column", problem.place.column},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  return list;
}

}  // namespace zoom_mock
