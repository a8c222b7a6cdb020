#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/registration.h"

namespace zoom_mock {

/// "List meeting registrants": 200 with those of one status, page by page.
///
/// Source: documented, S25. Assumed: a meeting without registration has none, and is no error.
Verdict meeting_registrants(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto status = query_value(call, "status");
  auto all = session.world().registrants(id);
  std::erase_if(all, [&](const Registrant& registrant) {
    return registrant_status_name(registrant.status) != status;
  });
  return page_of(call, session, {"registrants", all.size()},
                 [&](std::size_t place) { return registrant_item(id, all[place]); });
}

}  // namespace zoom_mock
