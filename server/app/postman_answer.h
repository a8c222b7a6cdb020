#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/app/postman_collection.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// One answer that a saved example tells of.
struct PostmanAnswer {
  const SavedExample* example;
  int status;
  int code = 0;              ///< Zoom's error code; 0: it has none
  std::string message = {};  ///< Zoom's words, when these and the code are all there is
  std::string body = {};     ///< else

  bool is_success() const { return status >= 200 && status < 300; }
};

/// A name in one line, without the marks of Markdown.
std::string plain_name(std::string_view name);

/// Names an answer in one line: the item of its example, and what Zoom or the example calls it.
std::string label_of(const PostmanAnswer& answer);

/// The answers of an example: one as a rule. Where Zoom's published collection saves no body, the
/// name lists the errors that the status may mean, as "Error Code: 1010" and the message.
///
/// Source: documented, Zoom's API collection of about 2022 and references that repeat its names.
std::vector<PostmanAnswer> answers_in(const SavedExample& example);

/// The reply of the catalogue that says the same, of those that may come; null: none does.
/// Where its wording has a name in braces, the answer may have any text.
const CatalogueReply* find_same_reply(const PostmanAnswer& answer,
                                      std::span<const CatalogueReply> replies, Profile profile);

}  // namespace zoom_mock
