#pragma once

#include <string>
#include <string_view>

#include "server/contract/row.h"
#include "server/http/message.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// What came back from a server.
struct ContractAnswer {
  int status = 0;
  Headers headers = {};
  std::string body = {};
  std::string failure = {};  ///< why there is no answer; empty: there is one
};

/// The reply of a row as its operation words it, which is one of answers_of().
CatalogueReply expected_reply(const ContractRow& row);

/// Whether a message is one that a wording of the catalogue makes: where names stand in braces,
/// any text may be.
bool is_worded(std::string_view message, std::string_view wording);

/// How an answer departs from what the catalogue says of the row, in words; empty: it does not.
std::string departure_of(const ContractRow& row, const ContractAnswer& answer, Profile profile);

/// A body without what differs from one server to the next, as one line of JSON: in the place of
/// the row's own message stands its wording, in that of a value that was given its name, and a
/// success shows types alone. What is no JSON is a string.
std::string normal_body(const ContractRow& row, const ContractAnswer& answer, const Given& given);

}  // namespace zoom_mock
