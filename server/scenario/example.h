#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/source_text.h"
#include "server/http/message.h"

namespace zoom_mock {

/// The operation that an example calls when it says nothing else.
inline constexpr std::string_view kExampleOperation = "meetingLiveStreamUpdate";

/// A request that `check` sends, as often as `get` has entries.
struct Example {
  struct Expected {
    std::optional<int> status;
    std::optional<int> code;
    std::string outcome;  ///< empty: any
    std::string fault;    ///< its kind; empty: none
    Place place;
  };
  Request request;
  std::vector<Expected> get;
  std::string file;
};

}  // namespace zoom_mock
