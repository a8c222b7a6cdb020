#include <iomanip>
#include <ostream>

#include "server/base/violation.h"
#include "server/commands/commands.h"

namespace zoom_mock {

int list_violations(std::ostream& out) {
  constexpr int kViolationWidth = 26;
  for (const auto violation : Violations::all().list()) {
    out << std::left << std::setw(kViolationWidth) << violation_name(violation) << remedy(violation)
        << "\n";
  }
  return kDone;
}

}  // namespace zoom_mock
