#include "server/fault.h"

#include <array>

namespace zoom_mock {

namespace {

constexpr std::array kKinds = {FaultKind::kReset,    FaultKind::kClose,   FaultKind::kHang,
                               FaultKind::kTruncate, FaultKind::kGarbage, FaultKind::kDribble};

}  // namespace

std::string_view fault_name(FaultKind kind) {
  switch (kind) {
    case FaultKind::kReset:
      return "reset";
    case FaultKind::kClose:
      return "close";
    case FaultKind::kHang:
      return "hang";
    case FaultKind::kTruncate:
      return "truncate";
    case FaultKind::kGarbage:
      return "garbage";
    case FaultKind::kDribble:
      return "dribble";
  }
  return "reset";
}

std::optional<FaultKind> find_fault(std::string_view name) {
  for (const auto kind : kKinds) {
    if (fault_name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::vector<std::string> fault_names() {
  std::vector<std::string> names;
  for (const auto kind : kKinds) names.emplace_back(fault_name(kind));
  return names;
}

}  // namespace zoom_mock
