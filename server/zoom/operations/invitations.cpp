#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr std::array kInviteLinksBody = {
    // Assumed: so many bytes hold 500 names of 64 characters.
    FieldRule{.name = "attendees",
              .kind = kList,
              .max_bytes = 256UL * 1024,
              .max = 500,
              .sample = R"([{"name":"Jill Chill"}])"},
    FieldRule{.name = "ttl", .kind = kInteger, .min = 0, .max = 7'776'000},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kInvitationScopes = {"meeting:read", "meeting:read:admin",
                                        "meeting:read:invitation", "meeting:read:invitation:admin"};
constexpr Names<4> kInviteLinksScopes = {"meeting:write", "meeting:write:admin",
                                         "meeting:write:invite_links",
                                         "meeting:write:invite_links:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<1> kInvitationAnswers = {kFound};
constexpr Names<1> kInviteLinksAnswers = {kCreated};

constexpr std::array kInviteLinksWordings = {
    reworded("meeting-id-invalid", {400, "Invalid meeting ID.", kDocumented, kSpec2025}),
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar information.", kDocumented, kSpec2025}),
    reworded("meeting-does-not-exist",
             {404, "Meeting does not exist: {meeting_id}", kDocumented, kSpec2025}),
};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kInvitationOperations = {
    Operation{.id = "meetingInvitation",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/invitation",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kInvitationScopes,
              .answers = kInvitationAnswers,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingInviteLinksCreate",
              .method = "POST",
              .path = "/v2/meetings/{meetingId}/invite_links",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kInviteLinksScopes,
              .answers = kInviteLinksAnswers,
              .fields = kInviteLinksBody,
              .rewordings = kInviteLinksWordings,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> invitation_operations() { return kInvitationOperations; }

}  // namespace zoom_mock
