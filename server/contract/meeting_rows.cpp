#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

ContractRow schedule_row(std::string_view operation, std::string sentence, std::string_view reply,
                         std::string_view method, std::string path, std::string body,
                         std::vector<FieldError> errors = {}) {
  return {operation, std::move(sentence), reply,
          json_request(method, std::move(path), std::move(body)), std::move(errors)};
}

}  // namespace

std::vector<ContractRow> meeting_rows() {
  const std::string invalid = "Invalid field.";
  const std::string mine = "/users/me/meetings";
  return {
      schedule_row("meetingCreate", "a scheduled meeting", kCreated, "POST", mine,
                   R"({"topic":"Weekly","type":2,"start_time":"2035-01-01T10:00:00Z"})"),
      schedule_row("meetingCreate", "fields of the wrong kinds", "validation-failed", "POST", mine,
                   R"({"topic":7,"type":9,"duration":"60","settings":{"waiting_room":"yes"}})",
                   {{"topic", invalid},
                    {"type", invalid},
                    {"duration", invalid},
                    {"settings.waiting_room", invalid}}),
      schedule_row("meetingCreate", "a user who may not host", "meeting-hosting-not-allowed",
                   "POST", "/users/{unschedulable-user}/meetings", "{}"),
      {"meeting", "one that exists", kFound, {"GET", "/meetings/{meeting}"}},
      schedule_row("meetingUpdate", "another topic", "done", "PATCH", "/meetings/{meeting}",
                   R"({"topic":"Monthly"})"),
      schedule_row("meetingUpdate", "a field of the wrong kind", "validation-failed", "PATCH",
                   "/meetings/{meeting}", R"({"agenda":false})", {{"agenda", invalid}}),
      {"meeting",
       "an occurrence that it has not",
       "occurrence-invalid",
       {"GET", "/meetings/{meeting}?occurrence_id=1"}},
      {"meetingUpdate", "an occurrence that it has not", "occurrence-invalid",
       json_request("PATCH", "/meetings/{meeting}?occurrence_id=1", R"({"agenda":"Plans"})")},
      {"meetingDelete",
       "an occurrence that it has not",
       "occurrence-invalid",
       {"DELETE", "/meetings/{meeting}?occurrence_id=1"}},
      {"meetingDelete", "one that exists", "done", {"DELETE", "/meetings/{doomed-meeting}"}},
      {"meetingDelete",
       "one in progress",
       "meeting-in-progress",
       {"DELETE", "/meetings/{started-meeting}"}},
      {"meetings", "the first page", kFound, {"GET", mine}},
      {"meetings",
       "a token of no page",
       "page-token-invalid",
       {"GET", "/users/me/meetings?next_page_token=none"}},
      {"meetings",
       "a user who may not host",
       "meeting-hosting-not-allowed",
       {"GET", "/users/{unschedulable-user}/meetings"}},
      {"meetingInvitation", "one that exists", kFound, {"GET", "/meetings/{meeting}/invitation"}},
      schedule_row("meetingInviteLinksCreate", "two names", kCreated, "POST",
                   "/meetings/{meeting}/invite_links",
                   R"({"attendees":[{"name":"Ada"},{"name":"Grace"}],"ttl":60})"),
      schedule_row("meetingInviteLinksCreate", "no name, and too long a time", "validation-failed",
                   "POST", "/meetings/{meeting}/invite_links",
                   R"({"attendees":"Ada","ttl":7776001})",
                   {{"attendees", invalid}, {"ttl", invalid}}),
      schedule_row("meetingStatus", "end", "done", "PUT", "/meetings/{meeting}/status",
                   R"({"action":"end"})"),
      schedule_row("meetingStatus", "another action", "validation-failed", "PUT",
                   "/meetings/{meeting}/status", R"({"action":"begin"})", {{"action", invalid}}),
  };
}

}  // namespace zoom_mock
