#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

ContractRow recovering_row(std::string sentence, std::string_view reply, std::string path,
                           std::string body = R"({"action":"recover"})",
                           std::vector<FieldError> errors = {}) {
  return {"recordingStatusUpdate", std::move(sentence), reply,
          json_request("PUT", std::move(path), std::move(body)), std::move(errors)};
}

}  // namespace

std::vector<ContractRow> recording_rows() {
  const std::string mine = "/users/me/recordings";
  const std::string doomed = "/meetings/{doomed-recording}/recordings";
  return {
      {"recordingsList", "the first page", kFound, {"GET", mine}},
      {"recordingsList",
       "a token of no page",
       "page-token-invalid",
       {"GET", mine + "?next_page_token=none"}},
      {"recordingsList",
       "a meeting that was not recorded",
       "recording-does-not-exist",
       {"GET", mine + "?meeting_id={absent-meeting}"}},
      {"recordingGet",
       "one that exists",
       kFound,
       {"GET", "/meetings/{recorded-meeting}/recordings"}},
      {"recordingDeleteOne",
       "of a meeting in progress",
       "recording-uncompleted",
       {"DELETE", "/meetings/{started-meeting}/recordings/{file-of-started}"}},
      {"recordingDeleteOne", "one that exists", "done", {"DELETE", doomed + "/{doomed-file}"}},
      {"recordingDelete", "one that exists", "done", {"DELETE", doomed}},
      recovering_row("another action", "validation-failed", doomed + "/status",
                     R"({"action":"forget"})", {{"action", "Invalid field."}}),
      recovering_row("what was deleted", "done", doomed + "/status"),
      recovering_row("what was not deleted", "recording-does-not-exist",
                     "/meetings/{recorded-meeting}/recordings/status"),
  };
}

}  // namespace zoom_mock
