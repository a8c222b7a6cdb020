#include "server/contract/row.h"

#include <algorithm>
#include <iterator>

namespace zoom_mock {

std::vector<std::string> ContractRequest::needs() const {
  auto names = needs_in(path);
  std::ranges::move(needs_in(authorization), std::back_inserter(names));
  return names;
}

std::vector<ContractRow> contract_rows() {
  std::vector<ContractRow> rows = {
      {"user", "whose the token is", "found", {"GET", "/users/me"}},
      {"user",
       "throttled",
       "rate-limited",
       {.method = "GET", .path = "/users/me", .authorization = "Bearer {throttled-token}"}},
  };
  std::ranges::move(update_rows(), std::back_inserter(rows));
  std::ranges::move(live_stream_rows(), std::back_inserter(rows));
  return rows;
}

}  // namespace zoom_mock
