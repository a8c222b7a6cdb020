#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// What the names of needs begin with, and what their paths are below.
void add_past_rows(std::string_view operation, const std::string& path, const std::string& kind,
                   std::vector<ContractRow>& rows) {
  const auto absent = id_replies(*find_operation(operation)).absent;
  const auto add = [&](std::string sentence, std::string_view reply, const std::string& need,
                       const std::string& query = {}) {
    auto to = path;
    to.replace(to.find("{}"), 2, "{" + need + "}");
    rows.push_back({operation, std::move(sentence), reply, {"GET", to + query}});
  };
  add("one that has ended", kFound, "past-" + kind);
  add("one that has not ended", absent, kind);
  add("one of more than a year ago", "meeting-too-old", "old-" + kind);
  add("a host with a basic license", "paid-account-only", "basic-" + kind);
  if (path.ends_with("{}")) return;
  add("a token of no page", "page-token-invalid", "past-" + kind, "?next_page_token=none");
}

}  // namespace

std::vector<ContractRow> past_meeting_rows() {
  std::vector<ContractRow> rows;
  add_past_rows("pastMeetingDetails", "/past_meetings/{}", "meeting", rows);
  add_past_rows("pastMeetingParticipants", "/past_meetings/{}/participants", "meeting", rows);
  add_past_rows("reportMeetingParticipants", "/report/meetings/{}/participants", "meeting", rows);
  add_past_rows("reportWebinarParticipants", "/report/webinars/{}/participants", "webinar", rows);
  rows.push_back({"pastMeetingDetails",
                  "a UUID, encoded twice",
                  kFound,
                  {"GET", "/past_meetings/{past-uuid}"}});
  rows.push_back({"pastMeetings",
                  "one that has ended",
                  kFound,
                  {"GET", "/past_meetings/{past-meeting}/instances"}});
  rows.push_back({"pastMeetings",
                  "one that has not ended",
                  "meeting-does-not-exist",
                  {"GET", "/past_meetings/{meeting}/instances"}});
  return rows;
}

}  // namespace zoom_mock
