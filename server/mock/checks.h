#pragma once

#include <optional>
#include <string>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What operations have in common. Each check is a refusal, or nothing when all is well; an
// operation asks them in its own order, and the first refusal is its answer. Where nothing
// else is said, they need a call whose route is an operation.

/// It is a meeting id; `name` is what the path calls it. The call need not be an operation's.
std::optional<Verdict> check_meeting_id(const Call& call, const std::string& name,
                                        const std::string& id);

/// The request is formed as the operation's row in the table demands: its id, its content type, its
/// body, its fields; or as a token is asked for. Every field that is wrong is named; the violations
/// are those of all of it. What goes elsewhere may have any form.
std::optional<Verdict> check_form(const Call& call);

/// The meeting, or for an operation of webinars the webinar, exists, and its host may host it for
/// the token's account. The call need not be an operation's.
std::optional<Verdict> check_meeting(const Call& call, const std::string& id,
                                     const Session& session);

/// The user of the call's path exists, in the token's account.
std::optional<Verdict> check_user(const Call& call, const Session& session);

/// The user may host and schedule; else 400 with code 3161. Assumed: what a scenario says of that.
std::optional<Verdict> check_hosting(const Call& call, const User& user);

/// The user may host webinars; else 400 with code 200. Assumed: that a basic license has no plan.
std::optional<Verdict> check_webinar_plan(const Call& call, const User& user);

/// The session keeps no more: what cannot be remembered is not done.
Verdict session_full(const Call& call);

/// The meeting or the webinar of the call's path. Of any kind, it is what the path takes it for.
Meeting meeting_of(const Call& call, const Session& session);
/// "meeting 68423085", or "webinar 68423085": as explanations name it.
std::string meeting_name(const Call& call);

/// Whether the user of the path is whose the token is.
bool names_caller(const Call& call);

/// Who the call's path names; `me` is whose the token is.
///
/// Source: documented. Observed: that a server-to-server app may say `me`; other reports
/// contradict.
User user_of(const Call& call, const Session& session);

/// What every operation asks first: check_form(), then check_meeting() or check_user().
std::optional<Verdict> check_call(const Call& call, const Session& session);

/// The webinar's host has streaming to services of one's own switched on.
std::optional<Verdict> check_webinar_streaming(const Call& call, const Session& session);

}  // namespace zoom_mock
