#include "server/mock/exchange.h"

#include "server/zoom/error_body.h"

namespace zoom_mock {

namespace {

/// Only so much of a response is read to find its code.
constexpr std::size_t kMostReplyValues = 1000;

}  // namespace

Target Exchange::target() const {
  return request.target.empty() ? Target() : split_target(request.target);
}

std::optional<std::int64_t> Exchange::code() const { return code_in(body, kMostReplyValues); }

std::string_view ending_name(Ending ending) {
  switch (ending) {
    case Ending::kWritten:
      return "written";
    case Ending::kClientLeft:
      return "client left";
    case Ending::kStopped:
      return "stopped";
    case Ending::kFault:
      return "fault";
    case Ending::kCut:
      return "cut";
  }
  return "written";
}

}  // namespace zoom_mock
