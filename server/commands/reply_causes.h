#pragma once

#include <span>
#include <string_view>

namespace zoom_mock {

/// What leads to an answer.
struct ReplyCause {
  std::string_view reply;           ///< a name of the catalogue, kFound or kRedirected
  std::string_view how;             ///< in Markdown: the facts of a scenario, or the request
  std::string_view operation = {};  ///< of this operation alone; empty: of all others
};

std::span<const ReplyCause> reply_causes();

/// What leads to the answer of an operation, or, without an id, of none; empty: nobody has said.
std::string_view cause_of(std::string_view reply, std::string_view operation);

}  // namespace zoom_mock
