#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/contract/need.h"
#include "server/zoom/error_body.h"

namespace zoom_mock {

/// A request of a row. Needs stand in its path, its authorization and its body,
/// in braces.
struct ContractRequest {
  std::string_view method = {};
  std::string path = {};          ///< behind the base URL: "/meetings/{meeting}/livestream"
  std::string content_type = {};  ///< empty: none is sent
  std::string body = {};
  std::string authorization = "Bearer {token}";  ///< empty: none is sent
  int times = 1;                                 ///< the last answer counts

  /// Whether it would change something, were it taken.
  bool is_write() const { return method != "GET"; }
  /// The names of what it needs.
  std::vector<std::string> needs() const;
};

/// One with a body of JSON.
ContractRequest json_request(std::string_view method, std::string path, std::string body);

/// One line of the contract: to this request, that answer.
struct ContractRow {
  std::string_view operation;  ///< Zoom's operationId
  std::string sentence;        ///< what is particular about the request
  std::string_view reply;      ///< what the catalogue calls the answer, or kFound or kCreated
  ContractRequest request;
  std::vector<FieldError> errors = {};
};

/// All rows. They are sent in this order: some start what others find live.
std::vector<ContractRow> contract_rows();

/// Those that each operation beside live streams has alike: what its id, its body and its token
/// lead to, by its row in the table of operations.
std::vector<ContractRow> common_rows();
/// Those of users, and of meetings.
std::vector<ContractRow> user_rows();
std::vector<ContractRow> meeting_rows();
/// Those of who registers for meetings and webinars.
std::vector<ContractRow> registrant_rows();
/// Those of cloud recordings.
std::vector<ContractRow> recording_rows();
/// Those of past meetings, and of reports.
std::vector<ContractRow> past_meeting_rows();
/// Those of webinars.
std::vector<ContractRow> webinar_rows();
/// Those of "Update a live stream" of a meeting.
std::vector<ContractRow> update_rows();
/// Those of the other operations of live streams.
std::vector<ContractRow> live_stream_rows();

}  // namespace zoom_mock
