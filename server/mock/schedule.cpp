#include "server/mock/schedule.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/base/date_time.h"
#include "server/base/json_text.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/drawn_secrets.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/sitting.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/event_body.h"
#include "server/scenario/meeting_fields.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kStart = "start_time";

/// Assumed until a time zone's rules are known here: a time by a clock that nobody names is UTC.
std::optional<Clock::TimePoint> start_in(const Form& form) {
  const auto* const field = form.find(kStart);
  const auto time = field == nullptr ? std::nullopt : read_date_time(field->value);
  if (!time) return std::nullopt;
  return time->utc().value_or(time->local);
}

bool wants_passcode(const Form& form, MeetingKind kind) {
  const auto* const field =
      form.find(kind == MeetingKind::kWebinar ? "default_passcode" : "default_password");
  return field == nullptr || field->value != "false";
}

Details new_schedule(const Call& call, Session& session, MeetingKind kind) {
  auto details = details_in(call.form, schedule_fields(kind));
  const auto start = start_in(call.form);
  if (!start && detail_of(details, schedule_fields(kind), "type") == "2") {
    set_detail(details, "type", "1");
  }
  const auto time = std::max(start.value_or(call.now), call.now);
  set_detail(details, kStart, json_string(to_iso8601(time)));
  if (find_detail(details, "password") == nullptr && wants_passcode(call.form, kind)) {
    set_detail(details, "password", json_string(new_passcode(call, session)));
  }
  return details;
}

Details changed_schedule(const Call& call, MeetingKind kind) {
  auto details = details_in(call.form, schedule_fields(kind));
  const auto start = start_in(call.form);
  if (start && *start >= call.now) {
    set_detail(details, kStart, json_string(to_iso8601(*start)));
  } else {
    std::erase_if(details, [](const auto& detail) { return detail.first == kStart; });
  }
  return details;
}

}  // namespace

Verdict create_scheduled(const Call& call, Session& session, const User& host, MeetingKind kind) {
  const auto made = session.world().create_meeting({.kind = kind,
                                                    .account = host.account,
                                                    .host = host_of(host),
                                                    .details = new_schedule(call, session, kind),
                                                    .created = call.now},
                                                   {call.seed, session.name()});
  if (!made) return session_full(call);
  announce(call, {.event = event_of(kind, "created"), .meeting = made->id});
  return created(call, meeting_json(call, made->id, *made->meeting, session));
}

Verdict found_scheduled(const Call& call, Session& session) {
  const auto meeting = meeting_of(call, session);
  if (auto refusal = check_occurrence(call, meeting, session)) return *refusal;
  auto body = meeting_json(call, call.route.id, meeting, session);
  show_occurrence(body, call, meeting, session);
  return found(call, body);
}

Verdict update_scheduled(const Call& call, Session& session) {
  const auto before = meeting_of(call, session);
  if (auto refusal = check_occurrence(call, before, session)) return *refusal;
  const auto occurrence = occurrence_in(call);
  auto changes = changed_schedule(call, before.kind);
  if (!occurrence.empty()) changes = changes_of_occurrence(std::move(changes));
  const bool is_kept = session.world().change_meeting(call.route.id, [&](Meeting meeting) {
    change_schedule(meeting, occurrence, changes);
    return meeting;
  });
  if (!is_kept) return session_full(call);
  if (!changes.empty() && is_heard(call)) {
    const auto told = told_changes(changes, before.details, schedule_fields(before.kind));
    announce(call, {.event = event_of(before.kind, "updated"),
                    .occurrence = occurrence,
                    .changes = told.dump()});
  }
  return done(call);
}

Verdict delete_scheduled(const Call& call, Session& session) {
  const auto before = meeting_of(call, session);
  if (auto refusal = check_occurrence(call, before, session)) return *refusal;
  if (before.started) {
    return refused(call, "meeting-in-progress", meeting_name(call) + " is in progress");
  }
  const auto occurrence = occurrence_in(call);
  const bool is_kept = session.world().change_meeting(call.route.id, [&](Meeting meeting) {
    if (occurrence.empty()) {
      meeting.exists = false;
    } else {
      meeting.occurrences[occurrence].is_deleted = true;
    }
    return meeting;
  });
  if (!is_kept) return session_full(call);
  announce(call, {.event = event_of(before.kind, "deleted"), .occurrence = occurrence});
  return done(call);
}

Verdict end_scheduled(const Call& call, Session& session) {
  const auto before = meeting_of(call, session);
  if (!before.started) return done(call);
  const bool is_kept = session.world().change_meeting(call.route.id, [&](Meeting meeting) {
    return ended(std::move(meeting), session.opened(), call.now);
  });
  if (!is_kept) return session_full(call);
  announce(call, {.event = event_of(before.kind, "ended")});
  return done(call);
}

std::vector<KnownMeeting> hosted_by(const User& user, MeetingKind kind, const Session& session) {
  auto all = session.world().meetings();
  const bool wants_webinars = kind == MeetingKind::kWebinar;
  std::erase_if(all, [&](const KnownMeeting& known) {
    const auto& meeting = *known.meeting;
    const bool is_webinar = meeting.kind == MeetingKind::kWebinar;
    return is_webinar != wants_webinars || meeting.account != user.account ||
           user_id_of(meeting.host.id) != user.id;
  });
  return all;
}

}  // namespace zoom_mock
