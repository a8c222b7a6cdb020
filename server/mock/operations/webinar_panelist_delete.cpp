#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/panelists.h"

namespace zoom_mock {

/// "Remove a panelist": 204, for an id or an address.
///
/// Source: documented, S25. Assumed: that an address will do, and that who is none of the webinar's
/// is passed over, with a note.
Verdict webinar_panelist_delete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto& name = call.route.item;
  if (find_panelist(session.meeting(id), name) != nullptr) {
    return remove_panelist(session, id, name) ? done(call) : session_full(call);
  }
  auto verdict = done(call);
  verdict.explanation.notes.push_back(quote(name) + " is no panelist of " + meeting_name(call));
  return verdict;
}

}  // namespace zoom_mock
