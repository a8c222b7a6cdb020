#include "server/http/fault.h"

#include <array>

namespace zoom_mock {

namespace {

constexpr std::array kKinds = {FaultKind::kReset,    FaultKind::kClose,   FaultKind::kHang,
                               FaultKind::kTruncate, FaultKind::kGarbage, FaultKind::kDribble};

/// Begins with bytes that no text has; whole lines, so that nobody waits for the end of one.
constexpr std::string_view kGarbage = "\xff\xfe garbage, on purpose\r\n\r\n";

/// Where a head is cut: inside the status. From the third digit on some clients (Python's
/// http.client, curl a line later) take a head that just ends for a whole answer.
constexpr std::size_t kInsideStatus = std::string_view("HTTP/1.1 2").size();

/// The head and half of the body, or the begin of the head when there is no body.
std::string truncated(std::string_view answer) {
  const auto head = answer.find("\r\n\r\n") + 4;
  const auto body = answer.size() - head;
  return std::string(answer.substr(0, body == 0 ? kInsideStatus : head + body / 2));
}

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

std::string spoil(std::string_view answer, FaultKind kind) {
  switch (kind) {
    case FaultKind::kReset:
    case FaultKind::kClose:
    case FaultKind::kHang:
      return {};
    case FaultKind::kTruncate:
      return truncated(answer);
    case FaultKind::kGarbage:
      return std::string(kGarbage);
    case FaultKind::kDribble:
      return std::string(answer);
  }
  return {};
}

}  // namespace zoom_mock
