#pragma once

#include <string>
#include <vector>

#include "server/app/postman_answer.h"

namespace zoom_mock {

/// A larger body is not taken: the journal keeps no more either.
inline constexpr std::size_t kMostImportedBody = 64UL * 1024;

/// Why no reply of a scenario can say what an example does; empty: one can.
std::string objection_to_answer(const SavedExample& example);

/// A reply of a scenario.
struct ImportedReply {
  std::string reply;                      ///< as JSON
  std::vector<std::string> remarks = {};  ///< what is not as the collection has it
};

/// The reply that says what an answer does, word for word, with its headers that matter. Secrets
/// are masked. {userId} and its like become a scenario's placeholders, other words in braces
/// become <word>.
ImportedReply imported_reply(const PostmanAnswer& answer);

/// The reply of the catalogue that says the same, with the headers that matter.
ImportedReply named_reply(const PostmanAnswer& answer, const CatalogueReply& reply);

}  // namespace zoom_mock
