#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/app/postman_answer.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

/// What the examples of a collection tell of one method and path.
struct PostmanEndpoint {
  std::string method;
  std::string path;                      ///< as a stub has it
  PathParameters values;                 ///< of its parameters, those that are known
  const Operation* operation = nullptr;  ///< null: it is none of the table's
  std::vector<CatalogueReply> replies;   ///< what it may answer by the catalogue, as it words it
  std::vector<PostmanAnswer> answers;    ///< successes first, else in the order of the file

  std::size_t parameters() const;
  /// Whether its path names a meeting or a webinar.
  bool names_meeting() const;
  /// The meeting that its requests are about; empty: it names none.
  std::string sample_meeting() const;
  /// The path with values in the place of its parameters, about that meeting.
  std::string sample_path(const std::string& meeting) const;
};

struct PostmanEndpoints {
  std::vector<PostmanEndpoint> endpoints;  ///< paths without parameters first
  std::vector<std::string> left_out;       ///< examples, and why: a line for each
};

/// Brings together what is said of the same endpoint. `collection` must outlive the result.
PostmanEndpoints endpoints_of(const PostmanCollection& collection);

}  // namespace zoom_mock
