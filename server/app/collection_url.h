#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/http/target.h"

namespace zoom_mock {

/// The variables of a collection, or of one URL, by name.
using CollectionVariables = std::map<std::string, std::string, std::less<>>;

/// Where a saved request goes.
struct CollectionUrl {
  std::string path;       ///< as a stub has it: what varies is a whole segment, {name}
  PathParameters values;  ///< of these, as far as they are known and may be shown
  std::string base;       ///< of a variable that has no value, and was taken to end in /v2
};

/// Reads a URL with :name and {{name}} in it. Its query is not looked at. Of the collection's
/// variables only what leads to the path's beginning is used, and of no variable that has a
/// secret's name; a segment that may be an id or a token varies.
///
/// Source: documented, Postman's collection format 2.1. That a base without a value is Zoom's, and
/// so ends in /v2, is assumed.
CollectionUrl read_collection_url(std::string_view raw, const CollectionVariables& of_collection,
                                  const CollectionVariables& of_url);

}  // namespace zoom_mock
