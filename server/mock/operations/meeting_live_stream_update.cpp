#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

namespace {

/// The fields that were sent, as the session remembers them.
Livestream settings_of(const Form& form) {
  Livestream livestream;
  livestream.reserve(livestream_fields().size());
  for (const auto& rule : livestream_fields()) {
    const auto* const field = form.find(rule.name);
    if (field != nullptr) livestream.emplace_back(rule.name, field->value);
  }
  return livestream;
}

}  // namespace

/// "Update a live stream": 204, and the session remembers the settings.
///
/// Source: documented, the Postman collection and Zoom's specifications; the order of the checks
/// is assumed.
Verdict meeting_live_stream_update(const Call& call, Session& session) {
  if (auto refusal = check_form(call)) return *refusal;
  if (auto refusal = check_meeting(call, call.route.id, session)) return *refusal;
  session.store_livestream(call.route.id, settings_of(call.form));
  return done(call, "live-stream-updated");
}

}  // namespace zoom_mock
