#include <nlohmann/json.hpp>
#include <utility>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registrant_json.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

/// "List panelists": 200 with all of them; there are no pages.
///
/// Source: documented, S25. Assumed: that who was given no name has an empty one.
Verdict webinar_panelists(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  auto list = nlohmann::ordered_json::array();
  for (const auto& panelist : session.meeting(id).panelists) {
    nlohmann::ordered_json item = {{"id", panelist.id}};
    show_details(item, panelist.details, panelist_fields());
    item["join_url"] = personal_url(id, panelist.id);
    list.push_back(std::move(item));
  }
  const auto count = list.size();
  return found(call, {{"total_records", count}, {"panelists", std::move(list)}});
}

}  // namespace zoom_mock
