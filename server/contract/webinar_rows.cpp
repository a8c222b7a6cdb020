#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

ContractRow webinar_row(std::string_view operation, std::string sentence, std::string_view reply,
                        std::string_view method, std::string path, std::string body,
                        std::vector<FieldError> errors = {}) {
  return {operation, std::move(sentence), reply,
          json_request(method, std::move(path), std::move(body)), std::move(errors)};
}

std::vector<ContractRow> panelist_rows() {
  const std::string open = "/webinars/{open-webinar}/panelists";
  const std::string grace = R"({"panelists":[{"name":"Grace","email":"grace@example.com"}]})";
  const auto inviting = [&](std::string sentence, std::string_view reply, std::string path,
                            std::string body, std::vector<FieldError> errors = {}) {
    return webinar_row("webinarPanelistCreate", std::move(sentence), reply, "POST", std::move(path),
                       std::move(body), std::move(errors));
  };
  return {
      inviting("a name and an address", kCreated, open, grace),
      inviting("no address", "validation-failed", open, R"({"panelists":[{"name":"Grace"}]})",
               {{"panelists", "Invalid field."}}),
      inviting("one too many", "webinar-panelists-full", "/webinars/{full-webinar}/panelists",
               grace),
      {"webinarPanelists", "all of them", kFound, {"GET", open}},
      webinar_row("webinarRegistrantCreate", "a panelist", "webinar-registrant-is-panelist", "POST",
                  "/webinars/{open-webinar}/registrants",
                  R"({"email":"grace@example.com","first_name":"Grace"})"),
      {"webinarPanelistDelete", "one of them", "done", {"DELETE", open + "/grace@example.com"}},
  };
}

}  // namespace

std::vector<ContractRow> webinar_rows() {
  const std::string invalid = "Invalid field.";
  const std::string mine = "/users/me/webinars";
  const std::string planless = "/users/{planless-user}/webinars";
  std::vector<ContractRow> rows = {
      webinar_row("webinarCreate", "one at a time to come", kCreated, "POST", mine,
                  R"({"topic":"Launch","type":5,"start_time":"2035-01-01T10:00:00Z"})"),
      webinar_row("webinarCreate", "fields of the wrong kinds", "validation-failed", "POST", mine,
                  R"({"topic":7,"type":2,"settings":{"practice_session":"yes"}})",
                  {{"topic", invalid}, {"type", invalid}, {"settings.practice_session", invalid}}),
      webinar_row("webinarCreate", "a user without a plan for webinars", "webinar-plan-missing",
                  "POST", planless, "{}"),
      {"webinar", "one that exists", kFound, {"GET", "/webinars/{webinar}"}},
      webinar_row("webinarUpdate", "another topic", "done", "PATCH", "/webinars/{idle-webinar}",
                  R"({"topic":"Second launch"})"),
      webinar_row("webinarUpdate", "a field of the wrong kind", "validation-failed", "PATCH",
                  "/webinars/{idle-webinar}", R"({"agenda":false})", {{"agenda", invalid}}),
      webinar_row("webinarRegistrantCreate", "a panelist's address",
                  "webinar-registrant-is-panelist", "POST", "/webinars/{open-webinar}/registrants",
                  R"({"email":"{panelist}","first_name":"Grace"})"),
      {"webinar",
       "an occurrence that it has not",
       "webinar-occurrence-absent",
       {"GET", "/webinars/{webinar}?occurrence_id=1"}},
      webinar_row("webinarUpdate", "an occurrence that it has not", "webinar-occurrence-absent",
                  "PATCH", "/webinars/{idle-webinar}?occurrence_id=1", R"({"agenda":"Plans"})"),
      {"webinarDelete",
       "an occurrence that it has not",
       "webinar-occurrence-absent",
       {"DELETE", "/webinars/{webinar}?occurrence_id=1"}},
      {"webinarDelete", "one that exists", "done", {"DELETE", "/webinars/{doomed-webinar}"}},
      {"webinarDelete",
       "one in progress",
       "meeting-in-progress",
       {"DELETE", "/webinars/{unconfigured-webinar}"}},
      {"webinars", "the first page", kFound, {"GET", mine}},
      {"webinars",
       "a token of no page",
       "page-token-invalid",
       {"GET", mine + "?next_page_token=none"}},
      {"webinars", "a user without a plan for webinars", "webinar-plan-missing", {"GET", planless}},
      webinar_row("webinarStatus", "end", "done", "PUT", "/webinars/{idle-webinar}/status",
                  R"({"action":"end"})"),
      webinar_row("webinarStatus", "an action of meetings alone", "validation-failed", "PUT",
                  "/webinars/{idle-webinar}/status", R"({"action":"recover"})",
                  {{"action", invalid}}),
  };
  std::ranges::move(panelist_rows(), std::back_inserter(rows));
  return rows;
}

}  // namespace zoom_mock
