#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr const char* kAda = R"({"email":"ada@example.com","first_name":"Ada"})";

ContractRow registering_row(std::string sentence, std::string_view reply, std::string path,
                            std::string body = kAda, std::vector<FieldError> errors = {}) {
  return {"meetingRegistrantCreate", std::move(sentence), reply,
          json_request("POST", std::move(path), std::move(body)), std::move(errors)};
}

ContractRow deciding_row(std::string sentence, std::string_view reply, std::string body,
                         std::vector<FieldError> errors = {}) {
  return {"meetingRegistrantStatus", std::move(sentence), reply,
          json_request("PUT", "/meetings/{open-meeting}/registrants/status", std::move(body)),
          std::move(errors)};
}

}  // namespace

std::vector<ContractRow> registrant_rows() {
  const std::string open = "/meetings/{open-meeting}/registrants";
  return {
      registering_row("an address and a name", kCreated, open),
      registering_row("neither of them", "validation-failed", open, "{}",
                      {{"email", "Missing field."}, {"first_name", "Missing field."}}),
      registering_row("a meeting without registration", "registration-not-enabled",
                      "/meetings/{meeting}/registrants"),
      registering_row("a meeting without room", "registrants-full",
                      "/meetings/{full-meeting}/registrants"),
      {"meetingRegistrants", "the first page", kFound, {"GET", open}},
      {"meetingRegistrants",
       "a token of no page",
       "page-token-invalid",
       {"GET", open + "?next_page_token=none"}},
      deciding_row("approve by address", "done",
                   R"({"action":"approve","registrants":[{"email":"ada@example.com"}]})"),
      deciding_row("another action", "validation-failed", R"({"action":"greet"})",
                   {{"action", "Invalid field."}}),
  };
}

}  // namespace zoom_mock
