#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// A list that is answered in pages.
struct List {
  std::string_view name;  ///< of the member that holds the items
  std::size_t size = 0;   ///< of the whole
  std::vector<std::pair<std::string, std::string>> head = {};  ///< texts that come before
};

/// One page of a list: that which the call's query asks for by next_page_token or page_number, of
/// page_size items, or fewer where the scenario says so. `item` makes the item at a place.
///
/// A token is opaque, for this list of this session alone, and good for 15 minutes of the session's
/// clock. Source: documented. What is no number, or below 1, counts as absent, and what is too much
/// as the most: observed. Only lists that take a page_number tell one: documented. Assumed: that a
/// page beyond the last is empty.
Verdict page_of(const Call& call, const Session& session, const List& list,
                const std::function<nlohmann::ordered_json(std::size_t place)>& item);

/// The value of the parameter of the call's query, else its rule's fallback; empty: neither, or the
/// operation has no such parameter.
///
/// Observed: a value that the parameter has not is ignored.
std::string query_value(const Call& call, std::string_view name);

}  // namespace zoom_mock
