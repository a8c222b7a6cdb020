#include <algorithm>

#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr IdReplies kMeetingReplies = {.missing = "meeting-id-missing",
                                       .invalid = "meeting-id-invalid",
                                       .other_kind = "webinar-info-not-accessible",
                                       .absent = "meeting-does-not-exist",
                                       .host_absent = "user-does-not-exist",
                                       .other_account = "user-not-in-account",
                                       .hosting_not_allowed = "meeting-hosting-not-allowed"};

// Assumed: which fact leads to "No permission.", and that a meeting is no webinar there is.
constexpr IdReplies kWebinarReplies = {.missing = "webinar-id-missing",
                                       .invalid = "webinar-id-invalid",
                                       .other_kind = "webinar-does-not-exist",
                                       .absent = "webinar-does-not-exist",
                                       .host_absent = "user-does-not-exist",
                                       .other_account = "webinar-no-permission",
                                       .hosting_not_allowed = "webinar-plan-missing"};

// Assumed: that users are not told of their license.
constexpr IdReplies kUserReplies = {.missing = {},
                                    .invalid = {},
                                    .other_kind = {},
                                    .absent = "user-does-not-exist",
                                    .host_absent = {},
                                    .other_account = {},
                                    .hosting_not_allowed = {}};

constexpr IdReplies kNoReplies = {};

}  // namespace

const IdReplies& id_replies(IdKind kind) {
  switch (kind) {
    case IdKind::kNone:
      return kNoReplies;
    case IdKind::kUser:
      return kUserReplies;
    case IdKind::kMeeting:
    case IdKind::kMeetingOrUuid:
      return kMeetingReplies;
    case IdKind::kWebinar:
    case IdKind::kWebinarOrUuid:
      return kWebinarReplies;
  }
  return kNoReplies;
}

IdReplies id_replies(const Operation& operation) {
  auto replies = id_replies(operation.id_kind);
  for (auto* const reply :
       {&replies.missing, &replies.invalid, &replies.other_kind, &replies.absent,
        &replies.host_absent, &replies.other_account, &replies.hosting_not_allowed}) {
    const auto own = std::ranges::find(operation.own_replies, *reply, &OwnReply::usual);
    if (own != operation.own_replies.end()) *reply = own->own;
  }
  return replies;
}

}  // namespace zoom_mock
