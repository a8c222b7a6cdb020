#include <nlohmann/json.hpp>

#include "server/base/clock.h"
#include "server/base/explanation.h"
#include "server/mock/admin/control.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// A name that neither a session nor a scenario has.
std::string free_name(Sessions& sessions, const ScenarioSet& set) {
  auto name = sessions.free_name();
  while (set.scenarios.contains(name)) name = sessions.free_name();
  return name;
}

Response created(const AdminRequest& request, const Session& session,
                 const std::vector<Problem>& warnings) {
  Json body = {{"session", session.name()},
               {"token", session.name()},
               {"account_id", session.name()},
               {"api_base_url", request.base_url() + "/v2"},
               {"oauth_base_url", request.base_url()}};
  if (!warnings.empty()) body["warnings"] = to_json(warnings);
  return json_response(201, body);
}

}  // namespace

Response create_session(const AdminRequest& request) {
  if (auto refusal = refuse_length(request.request)) return *std::move(refusal);
  auto& sessions = request.context.sessions;
  const auto set = request.context.store.current();
  const auto& text = request.request.body;
  const ScenarioFile file{free_name(sessions, *set), "body", text.empty() ? "{}" : text,
                          std::nullopt, ScenarioForm::kInline};
  const auto [scenario, problems] = load_over(
      file, {set->scenarios, *set->scenarios.at(set->active), &request.context.webhook_hosts});
  if (scenario == nullptr) return does_not_load(problems);
  if (set->scenarios.contains(scenario->name)) {
    return admin_error(409, "there is a scenario " + quote(scenario->name) +
                                "; take another name for the session, or none. Nothing was done");
  }
  const auto session = sessions.create(scenario, request.context.clock.now());
  if (session == nullptr) {
    return admin_error(409, "the session " + quote(scenario->name) +
                                " is open; DELETE it first, or take another name, or none. "
                                "Nothing was done");
  }
  return created(request, *session, problems);
}

Response delete_session(const AdminRequest& request) {
  const auto name = request.session();
  if (!name) return admin_error(400, "say which one: DELETE /__admin/sessions?session=NAME");
  const bool is_known = request.context.store.current()->scenario_of(*name) != nullptr;
  if (!request.context.sessions.close(*name) && !is_known) return no_such_session(*name);
  request.context.journal.clear(*name);
  request.context.outbox.forget(*name);
  return admin_done();
}

Response expire_tokens(const AdminRequest& request) {
  if (auto refusal = refuse_any_body(request.request)) return *std::move(refusal);
  const auto last_grant = request.context.issuer.last_grant(request.context.clock.now());
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    const auto aliases = session->scenario().aliases();
    const auto alias = request.query("token");
    if (!alias) {
      session->expired_tokens().add_all(last_grant);
      return json_response(200, {{"session", session->name()}, {"expired", aliases}});
    }
    if (session->scenario().find_token_by_alias(*alias) == nullptr) {
      return admin_error(400, "the session " + quote(session->name()) + " has no token " +
                                  known_or_masked(*alias, aliases) + "; it has " + listed(aliases) +
                                  ". Nothing was done");
    }
    session->expired_tokens().add(*alias, last_grant);
    return json_response(200, {{"session", session->name()}, {"expired", {*alias}}});
  });
}

Response advance_clock(const AdminRequest& request) {
  std::optional<std::int64_t> by;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    ObjectReader object(node, "key", sink);
    by = object.integer("advance_ms", 0, Session::kMostAhead.count());
    if (object.finish() && object.find("advance_ms") == nullptr) {
      sink.error(node.span, R"("advance_ms" is missing: by how many milliseconds)");
    }
  });
  if (refusal) return *refusal;
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    if (!session->advance(std::chrono::milliseconds(*by))) {
      return admin_error(400, "the session's clock may be ahead by " +
                                  std::to_string(Session::kMostAhead.count()) +
                                  " ms in all. Nothing was done");
    }
    request.context.outbox.changes()->ring();  // what is due by that clock may be due now
    const auto now = session->now(request.context.clock.now());
    return json_response(200, {{"session", session->name()}, {"now", to_iso8601(now)}});
  });
}

}  // namespace zoom_mock
