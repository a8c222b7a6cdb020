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
  std::vector<ContractRow> rows;
  for (const auto part :
       {update_rows, live_stream_rows, user_rows, meeting_rows, registrant_rows, common_rows}) {
    std::ranges::move(part(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace zoom_mock
