#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr const char* kAda = R"({"email":"ada@example.com","first_name":"Ada"})";

/// One of the two kinds of what people register for.
struct Registered {
  std::string_view create;  ///< operations
  std::string_view list;
  std::string_view status;
  const char* path;
  const char* open;  ///< needs
  const char* closed;
  const char* over;
  const char* full;
  std::string_view none;  ///< replies
  std::string_view no_room;
};

constexpr Registered kOfMeetings{
    "meetingRegistrantCreate",  "meetingRegistrants", "meetingRegistrantStatus", "/meetings/",
    "{open-meeting}",           "{meeting}",          "{over-meeting}",          "{full-meeting}",
    "registration-not-enabled", "registrants-full"};
constexpr Registered kOfWebinars{"webinarRegistrantCreate",
                                 "webinarRegistrants",
                                 "webinarRegistrantStatus",
                                 "/webinars/",
                                 "{open-webinar}",
                                 "{idle-webinar}",
                                 "{over-webinar}",
                                 "{full-webinar}",
                                 "webinar-without-registration",
                                 "webinar-attendees-full"};

std::vector<ContractRow> rows_of(const Registered& kind) {
  const auto path = [&](const char* id) { return kind.path + std::string(id) + "/registrants"; };
  const auto registering = [&](std::string sentence, std::string_view reply, const char* id,
                               std::string body = kAda, std::vector<FieldError> errors = {}) {
    return ContractRow{kind.create, std::move(sentence), reply,
                       json_request("POST", path(id), std::move(body)), std::move(errors)};
  };
  const auto deciding = [&](std::string sentence, std::string_view reply, std::string body,
                            std::vector<FieldError> errors = {}) {
    return ContractRow{kind.status, std::move(sentence), reply,
                       json_request("PUT", path(kind.open) + "/status", std::move(body)),
                       std::move(errors)};
  };
  return {
      registering("an address and a name", kCreated, kind.open),
      registering("neither of them", "validation-failed", kind.open, "{}",
                  {{"email", "Missing field."}, {"first_name", "Missing field."}}),
      registering("an empty name", "validation-failed", kind.open,
                  R"({"email":"ada@example.com","first_name":""})",
                  {{"first_name", "Invalid field."}}),
      registering("without registration", kind.none, kind.closed),
      registering("for what is over", "registration-over", kind.over),
      registering("the host's own address", "host-cannot-register", kind.open,
                  R"({"email":"{host}","first_name":"Host"})"),
      registering("without room", kind.no_room, kind.full),
      {kind.list, "the first page", kFound, {"GET", path(kind.open)}},
      {kind.list,
       "a token of no page",
       "page-token-invalid",
       {"GET", path(kind.open) + "?next_page_token=none"}},
      deciding("approve by address", "done",
               R"({"action":"approve","registrants":[{"email":"ada@example.com"}]})"),
      deciding("another action", "validation-failed", R"({"action":"greet"})",
               {{"action", "Invalid field."}}),
  };
}

/// Of one registrant, whom operations on meetings alone get and delete here.
std::vector<ContractRow> rows_of_one() {
  const std::string open = "/meetings/{open-meeting}/registrants";
  return {
      {"meetingRegistrantGet", "one who is there", kFound, {"GET", open + "/{registrant}"}},
      {"meetingRegistrantGet",
       "an id of nobody",
       "registrant-id-invalid",
       {"GET", open + "/nobody"}},
      {"meetingregistrantdelete",
       "one who is there",
       "done",
       {"DELETE", open + "/{doomed-registrant}"}},
      {"meetingregistrantdelete",
       "an id of nobody",
       "registrant-id-invalid",
       {"DELETE", open + "/nobody"}},
      {"meetingregistrantdelete",
       "a meeting without registration",
       "registration-not-enabled",
       {"DELETE", "/meetings/{meeting}/registrants/{registrant}"}},
      {"meetingregistrantdelete",
       "a host with a basic license",
       "paid-users-only",
       {"DELETE", "/meetings/{basic-meeting}/registrants/{registrant}"}},
  };
}

}  // namespace

std::vector<ContractRow> registrant_rows() {
  auto rows = rows_of(kOfMeetings);
  std::ranges::move(rows_of(kOfWebinars), std::back_inserter(rows));
  std::ranges::move(rows_of_one(), std::back_inserter(rows));
  return rows;
}

}  // namespace zoom_mock
