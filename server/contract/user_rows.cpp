#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

std::vector<ContractRow> user_rows() {
  return {
      {"user", "whose the token is", kFound, {"GET", "/users/me"}},
      {"users", "the first page", kFound, {"GET", "/users"}},
      {"users", "a token of no page", "page-token-invalid", {"GET", "/users?next_page_token=none"}},
  };
}

}  // namespace zoom_mock
