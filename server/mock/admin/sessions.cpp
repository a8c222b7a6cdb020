#include <nlohmann/json.hpp>

#include "server/base/clock.h"
#include "server/base/problem.h"
#include "server/mock/admin/endpoints.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Response show_health(const AdminRequest& request) {
  const auto& store = request.context.store;
  const auto& sessions = request.context.sessions;
  const auto set = store.current();
  const auto problems = store.rejected();
  Json body = {
      {"status", problems.empty() ? "ok" : "stale"},
      {"active_scenario", set->active},
      {"scenarios", set->scenarios.size()},
      {"sessions",
       {{"open", sessions.size()}, {"evicted", sessions.evicted()}, {"bytes", sessions.bytes()}}}};
  for (const auto& problem : problems) body["problems"].push_back(render(problem));
  return json_response(200, body);
}

Response show_readiness(const AdminRequest& request) {
  const bool is_stale = !request.context.store.rejected().empty();
  return json_response(200, {{"status", is_stale ? "stale" : "ok"}});
}

Response list_sessions(const AdminRequest& request) {
  auto list = Json::array();
  for (const auto& session : request.context.sessions.all()) {
    list.push_back({{"session", session->name()},
                    {"scenario", session->scenario().name},
                    {"opened", to_iso8601(session->opened())}});
  }
  return json_response(200, {{"sessions", list}});
}

Response reset(const AdminRequest& request) {
  const auto& context = request.context;
  const auto name = request.session();
  if (name) {
    context.sessions.reset(*name, context.clock.now());
  } else {
    context.sessions.reset_all(context.clock.now());
  }
  context.journal.clear(name);
  context.outbox.forget(name);
  return admin_done();
}

}  // namespace zoom_mock
