#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr Names<2> kTrashTypes = {"meeting_recordings", "recording_file"};
constexpr Names<4> kAccuracyStates = {"all", "added", "not_added", "processing"};
constexpr Names<2> kSourceTypes = {"cloud_recording_only", "my_notes_recording_only"};
constexpr std::array kRecordingListQuery = {
    FieldRule{.name = "from"},
    FieldRule{.name = "to"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    FieldRule{.name = "next_page_token"},
    FieldRule{.name = "trash", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "trash_type", .values = kTrashTypes, .fallback = R"("meeting_recordings")"},
    FieldRule{.name = "meeting_id"},
    FieldRule{.name = "mc", .fallback = R"("false")"},
    FieldRule{.name = "zra_status", .values = kAccuracyStates, .fallback = R"("all")"},
    FieldRule{.name = "recording_source_type", .values = kSourceTypes},
};

constexpr std::array kRecordingQuery = {
    FieldRule{.name = "include_fields"},
    FieldRule{.name = "ttl", .kind = kInteger, .min = 0, .max = 604'800},
};

constexpr Names<2> kTrashActions = {"trash", "delete"};
constexpr std::array kDeleteRecordingQuery = {
    FieldRule{.name = "action", .values = kTrashActions, .fallback = R"("trash")"},
};

constexpr Names<1> kRecoverActions = {"recover"};
constexpr std::array kRecoverFields = {
    // Assumed: that it is required; without it there is nothing to do.
    FieldRule{.name = "action", .values = kRecoverActions, .required = true, .sample = "recover"},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<5> kListRecordingsScopes = {"recording:read", "recording:read:admin",
                                            "cloud_recording:read:list_user_recordings",
                                            "cloud_recording:read:list_user_recordings:admin",
                                            "cloud_recording:read:list_user_recordings:master"};

constexpr Names<5> kReadRecordingScopes = {"recording:read", "recording:read:admin",
                                           "cloud_recording:read:list_recording_files",
                                           "cloud_recording:read:list_recording_files:admin",
                                           "cloud_recording:read:list_recording_files:master"};
constexpr Names<5> kDeleteRecordingScopes = {"recording:write", "recording:write:admin",
                                             "cloud_recording:delete:meeting_recording",
                                             "cloud_recording:delete:meeting_recording:admin",
                                             "cloud_recording:delete:meeting_recording:master"};
constexpr Names<5> kDeleteFileScopes = {
    "recording:write", "recording:write:admin", "cloud_recording:delete:recording_file",
    "cloud_recording:delete:recording_file:admin", "cloud_recording:delete:recording_file:master"};
constexpr Names<5> kRecoverScopes = {"recording:write", "recording:write:admin",
                                     "cloud_recording:update:recover_meeting_recordings",
                                     "cloud_recording:update:recover_meeting_recordings:admin",
                                     "cloud_recording:update:recover_meeting_recordings:master"};

// ---- What they answer --------------------------------------------------------------------------

constexpr std::string_view kNoRecording = "recording-does-not-exist";

constexpr Names<3> kListRecordingsAnswers = {kFound, "page-token-invalid", kNoRecording};

constexpr Names<2> kReadRecordingAnswers = {kFound, kNoRecording};
constexpr Names<3> kDeleteRecordingAnswers = {"done", kNoRecording, "session-full"};
constexpr Names<4> kDeleteFileAnswers = {"done", kNoRecording, "recording-uncompleted",
                                         "session-full"};

/// Of a path of a meeting's recordings. Observed: that any id at all leads there. Assumed: that a
/// webinar's recordings are no others, and that they stay when their host may not host any more.
constexpr std::array kRecordingReplies = {
    OwnReply{"meeting-id-invalid", kNoRecording},
    OwnReply{"meeting-does-not-exist", kNoRecording},
    OwnReply{"webinar-info-not-accessible", {}},
    OwnReply{"meeting-hosting-not-allowed", {}},
};

constexpr std::array kReadRecordingWordings = {
    reworded("user-not-in-account",
             {400, "User not found on this account: {account_id}.", kDocumented, kSpec2025}),
    reworded("user-does-not-exist",
             {404, "User \"{user_id}\" does not exist or does not belong to this account.",
              kDocumented, kSpec2025}),
};
constexpr std::array kDeleteRecordingWordings = {
    reworded("user-does-not-exist",
             {404, "User {user_id} does not exist or does not belong to this account.", kDocumented,
              kSpec2025}),
};
constexpr std::array kRecoverWordings = {kUserAbsent};

constexpr std::array kListRecordingsWordings = {
    reworded(kNoRecording,
             {404, "There is no recording for this session.", kDocumented, kSpec2025}),
    reworded("user-does-not-exist",
             {404, "User {user_id} does not exist, or does not belong to this account.",
              kDocumented, kSpec2025}),
};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kRecordingOperations = {
    Operation{.id = "recordingsList",
              .method = "GET",
              .path = "/v2/users/{userId}/recordings",
              .id_kind = kUser,
              .label = kMedium,
              .scopes = kListRecordingsScopes,
              .answers = kListRecordingsAnswers,
              .query = kRecordingListQuery,
              .rewordings = kListRecordingsWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "recordingGet",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/recordings",
              .id_kind = kMeetingOrUuid,
              .label = kLight,
              .scopes = kReadRecordingScopes,
              .answers = kReadRecordingAnswers,
              .query = kRecordingQuery,
              .rewordings = kReadRecordingWordings,
              .own_replies = kRecordingReplies,
              .sample_id = "85746065",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "recordingDeleteOne",
              .method = "DELETE",
              .path = "/v2/meetings/{meetingId}/recordings/{recordingId}",
              .id_kind = kMeetingOrUuid,
              .label = kLight,
              .scopes = kDeleteFileScopes,
              .answers = kDeleteFileAnswers,
              .query = kDeleteRecordingQuery,
              .rewordings = kDeleteRecordingWordings,
              .own_replies = kRecordingReplies,
              .sample_id = "85746065",
              .sample_item = "72576a1f-4e66-4a77-87c4-f13f9808bd76",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "recordingDelete",
              .method = "DELETE",
              .path = "/v2/meetings/{meetingId}/recordings",
              .id_kind = kMeetingOrUuid,
              .label = kLight,
              .scopes = kDeleteRecordingScopes,
              .answers = kDeleteRecordingAnswers,
              .query = kDeleteRecordingQuery,
              .rewordings = kDeleteRecordingWordings,
              .own_replies = kRecordingReplies,
              .sample_id = "85746065",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "recordingStatusUpdate",
              .method = "PUT",
              .path = "/v2/meetings/{meetingUUID}/recordings/status",
              .id_kind = kMeetingOrUuid,
              .label = kLight,
              .scopes = kRecoverScopes,
              .answers = kDeleteRecordingAnswers,
              .fields = kRecoverFields,
              .rewordings = kRecoverWordings,
              .own_replies = kRecordingReplies,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> recording_operations() { return kRecordingOperations; }

}  // namespace zoom_mock
