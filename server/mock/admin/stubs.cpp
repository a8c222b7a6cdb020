#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/control.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostStubs = 1000;
constexpr std::size_t kMostWeight = 16UL * 1024 * 1024;

Json names_of(const RunTimeStubs* stubs) {
  auto names = Json::array();
  for (std::size_t i = 0; stubs != nullptr && i < stubs->own; ++i) {
    names.push_back(stubs->stubs[i].name);
  }
  return names;
}

Response shown(const Session& session) {
  const auto stubs = session.run_time_stubs();
  return json_response(200, {{"session", session.name()}, {"stubs", names_of(stubs.get())}});
}

/// What the new stubs come before.
Scenario base_of(const Session& session, const RunTimeStubs* earlier) {
  auto base = session.scenario();
  if (earlier != nullptr) {
    base.stubs = earlier->stubs;
    base.weight = earlier->weight;
  }
  return base;
}

/// What stubs without a name are called after: no stub in force is called so.
std::string nameless(const RunTimeStubs* before) {
  return "run-time-" + std::to_string(before == nullptr ? 1 : before->numbers.front() + 1);
}

std::optional<Response> refuse_too_many(const Scenario& after, std::size_t weight,
                                        std::size_t stubs) {
  if (stubs <= kMostStubs && after.weight - weight <= kMostWeight) return std::nullopt;
  return admin_error(409, "a session has at most " + std::to_string(kMostStubs) +
                              " run-time stubs, and 16 MiB of them; PUT replaces those that are "
                              "there. Nothing was done");
}

Response change_stubs(const AdminRequest& request, Earlier earlier, Session& session) {
  const auto set = request.context.store.current();
  for (;;) {
    const auto before = session.run_time_stubs();
    const auto* const staying = earlier == Earlier::kStay ? before.get() : nullptr;
    const ScenarioFile file{nameless(before.get()), "body", request.request.body, std::nullopt,
                            ScenarioForm::kStubs};
    const auto [after, problems] = load_over(file, {set->scenarios, base_of(session, staying)});
    if (after == nullptr) return does_not_load(problems);
    const auto stubs = after->own_stubs + (staying == nullptr ? 0 : staying->own);
    if (auto refusal = refuse_too_many(*after, session.scenario().weight, stubs)) {
      return *std::move(refusal);
    }
    // Somebody else may have been faster: then it is done over what is there now.
    if (!session.put_stubs(before, earlier, *after, after->own_stubs)) continue;
    return shown(session);
  }
}

Response change_stubs(const AdminRequest& request, Earlier earlier) {
  if (auto refusal = refuse_length(request.request)) return *std::move(refusal);
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    return change_stubs(request, earlier, *session);
  });
}

}  // namespace

Response list_stubs(const AdminRequest& request) {
  return with_session(request,
                      [](const std::shared_ptr<Session>& session) { return shown(*session); });
}

Response replace_stubs(const AdminRequest& request) { return change_stubs(request, Earlier::kGo); }

Response add_stubs(const AdminRequest& request) { return change_stubs(request, Earlier::kStay); }

}  // namespace zoom_mock
