#include "server/contract/row.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zoom_mock {

std::vector<std::string> ContractRequest::needs() const {
  auto names = needs_in(path);
  std::ranges::move(needs_in(authorization), std::back_inserter(names));
  std::ranges::move(needs_in(body), std::back_inserter(names));
  return names;
}

ContractRequest json_request(std::string_view method, std::string path, std::string body) {
  return {.method = method,
          .path = std::move(path),
          .content_type = "application/json",
          .body = std::move(body)};
}

std::vector<ContractRow> contract_rows() {
  std::vector<ContractRow> rows;
  for (const auto part : {update_rows, live_stream_rows, user_rows, meeting_rows, registrant_rows,
                          recording_rows, past_meeting_rows, webinar_rows, common_rows}) {
    std::ranges::move(part(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace zoom_mock
