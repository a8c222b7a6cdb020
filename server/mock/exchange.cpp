#include "server/mock/exchange.h"

namespace zoom_mock {

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
