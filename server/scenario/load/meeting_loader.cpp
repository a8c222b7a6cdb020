#include "server/scenario/load/meeting_loader.h"

#include <algorithm>
#include <utility>

#include "server/scenario/load/details_loader.h"
#include "server/scenario/load/panelist_loader.h"
#include "server/scenario/load/sitting_loader.h"
#include "server/scenario/meeting_fields.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

Livestream read_livestream(const JsonNode& node, Livestream livestream, ProblemSink& sink) {
  ObjectReader object(node, "livestream key", sink);
  for (const auto& field : livestream_fields()) {
    auto value = object.string(field.name);
    if (!value) continue;
    const auto set = std::ranges::find(livestream, field.name, &Livestream::value_type::first);
    if (set != livestream.end()) {
      set->second = std::move(*value);
    } else {
      livestream.emplace_back(field.name, std::move(*value));
    }
  }
  object.finish();
  return livestream;
}

Host read_host(const JsonNode& node, Host host, ProblemSink& sink) {
  ObjectReader object(node, "host key", sink);
  host.id = object.string("id").value_or(host.id);
  host.exists = object.boolean("exists").value_or(host.exists);
  host.hosting = object.boolean("hosting").value_or(host.hosting);
  host.license =
      object.one_of<License>("license", {{"basic", License::kBasic}, {"pro", License::kPro}})
          .value_or(host.license);
  host.webinar_plan = object.boolean("webinar_plan").value_or(host.webinar_plan);
  host.live_streaming = object.boolean("live_streaming").value_or(host.live_streaming);
  object.finish();
  return host;
}

}  // namespace

Meeting read_meeting(const JsonNode& node, Meeting meeting, ProblemSink& sink) {
  ObjectReader object(node, "meeting key", sink);
  meeting.exists = object.boolean("exists").value_or(meeting.exists);
  meeting.kind = object
                     .one_of<MeetingKind>("kind", {{"meeting", MeetingKind::kMeeting},
                                                   {"webinar", MeetingKind::kWebinar},
                                                   {"any", MeetingKind::kAny}})
                     .value_or(meeting.kind);
  meeting.account = object.string("account").value_or(meeting.account);
  if (const auto* const host = object.object("host")) {
    meeting.host = read_host(*host, std::move(meeting.host), sink);
  }
  object.mention(R"("host")", {"id", "license"});
  meeting.started = object.boolean("started").value_or(meeting.started);
  meeting.e2ee = object.boolean("e2ee").value_or(meeting.e2ee);
  if (const auto most = object.integer("max_registrants", 0, kMostRegistrants)) {
    meeting.max_registrants = static_cast<std::uint16_t>(*most);
  }
  if (const auto most = object.integer("max_panelists", 0, kMostPanelists)) {
    meeting.max_panelists = static_cast<std::uint16_t>(*most);
  }
  if (const auto* const panelists = object.list("panelists")) {
    meeting.panelists = read_panelists(*panelists, sink);
  }
  if (const auto* const livestream = object.object("livestream")) {
    meeting.livestream =
        read_livestream(*livestream, meeting.livestream.value_or(Livestream{}), sink);
  }
  if (const auto* const past = object.list("past")) meeting.past = read_sittings(*past, sink);
  read_details(object, schedule_fields(meeting.kind), meeting.details, sink);
  object.finish();
  return meeting;
}

}  // namespace zoom_mock
