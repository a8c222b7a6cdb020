#include "server/mock/holds.h"

#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/mock/admin/control.h"

namespace zoom_mock {

namespace {

constexpr std::uint64_t kMostWaitMs = 60'000;

/// What is held, once something is.
Response shown(const Session& session) {
  return json_response(200, {{"session", session.name()}, {"held", session.holds().joined()}});
}

}  // namespace

Response list_holds(const AdminRequest& request) {
  const auto text = request.query("wait_ms").value_or("0");
  const auto wait = whole_number_in(text);
  if (!wait || *wait > kMostWaitMs) {
    return admin_error(400, R"(the query parameter "wait_ms" must be a whole number up to )" +
                                std::to_string(kMostWaitMs) + ", not " + masked(text));
  }
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    auto response = shown(*session);
    if (*wait == 0) return response;
    const auto ask = [session, hold = request.query("hold")]() -> std::optional<Response> {
      const auto held = session->holds().joined();
      const bool is_there = hold ? held.contains(*hold) : !held.empty();
      return is_there ? std::optional(shown(*session)) : std::nullopt;
    };
    response.waiting = std::make_shared<Waiting>(
        Waiting{session->holds().arrivals(), ask, std::chrono::milliseconds(*wait)});
    return response;
  });
}

Response release_holds(const AdminRequest& request) {
  if (auto refusal = refuse_any_body(request.request)) return *std::move(refusal);
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    const auto name = request.query("hold");
    const auto released = session->holds().release(name);
    if (name && released == 0) {
      std::vector<std::string> others;
      for (const auto& [other, held] : session->holds().joined()) others.push_back(quote(other));
      return admin_error(409, "nothing is held by " + quote(*name) + " in the session " +
                                  quote(session->name()) + "; there is " + listed(others) +
                                  ". GET .../holds?hold=NAME&wait_ms=N waits until something is");
    }
    return json_response(200, {{"session", session->name()}, {"released", released}});
  });
}

}  // namespace zoom_mock
