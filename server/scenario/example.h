#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/source_text.h"
#include "server/http/fault.h"
#include "server/http/message.h"

namespace zoom_mock {

/// A request that `check` sends, as often as `get` has entries.
struct Example {
  struct Expected {
    std::optional<int> status;
    std::optional<int> code;
    std::optional<Outcome> outcome;
    std::string subject;             ///< of the outcome; empty: any
    std::optional<FaultKind> fault;  ///< nothing: the answer comes whole
    Place place;
  };
  Request request;
  std::vector<Expected> get;
  std::string file;
};

}  // namespace zoom_mock
