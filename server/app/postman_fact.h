#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/app/postman_endpoint.h"

namespace zoom_mock {

/// What leads to a reply by the API's own rules.
struct LeadingFact {
  enum class Kind {
    kId,       ///< a text in the place of the meeting's id
    kMeeting,  ///< what is true of a meeting
    kToken,    ///< what is true of a token
  };
  Kind kind;
  std::string value;  ///< the text, or what scenarios say, as JSON
};

/// The fact that leads to a reply of an endpoint; nothing when only a stub gives it.
std::optional<LeadingFact> fact_leading_to(std::string_view reply, const PostmanEndpoint& endpoint);

/// The replies that the state of a token leads to, which is called like them then.
std::vector<std::string_view> aliases_with_state();

}  // namespace zoom_mock
