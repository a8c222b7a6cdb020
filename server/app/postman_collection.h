#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/app/collection_url.h"
#include "server/base/problem.h"
#include "server/http/message.h"

namespace zoom_mock {

/// A request of a collection, as far as an answer depends on it.
struct CollectionRequest {
  std::string method;
  CollectionUrl url;
  bool is_graphql = false;  ///< then what is asked for stands in the body alone
};

/// An answer that somebody saved beside a request.
struct SavedExample {
  std::string item;  ///< "folder / request"
  std::string name;
  CollectionRequest request;
  int status = 0;  ///< 0: the file does not say
  Headers headers;
  std::string body;
};

struct PostmanCollection {
  std::string name;
  std::size_t requests = 0;            ///< those that were looked at
  std::vector<SavedExample> examples;  ///< theirs, in the order of the file
  bool has_scripts = false;
  std::vector<Problem> problems;  ///< errors all; then the rest is not complete
};

/// Reads a collection, or one item of it: all of it, or only the request or the folder that is
/// called `item`. What is not known is passed over. Neither credentials nor bodies of requests are
/// read.
///
/// Source: documented, Postman's collection formats 2.0 and 2.1.
PostmanCollection read_postman_collection(const std::string& file, std::string_view text,
                                          const std::optional<std::string>& item);

}  // namespace zoom_mock
