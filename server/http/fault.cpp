#include "server/http/fault.h"

#include <algorithm>
#include <array>

namespace zoom_mock {

namespace {

struct NamedKind {
  FaultKind kind;
  std::string_view name;
};

constexpr std::array kKinds = {
    NamedKind{FaultKind::kReset, "reset"},     NamedKind{FaultKind::kClose, "close"},
    NamedKind{FaultKind::kHang, "hang"},       NamedKind{FaultKind::kTruncate, "truncate"},
    NamedKind{FaultKind::kGarbage, "garbage"}, NamedKind{FaultKind::kDribble, "dribble"},
};

/// Begins with bytes that occur in no text; whole lines, so that nobody waits for the end of one.
constexpr std::string_view kGarbage = "\xff\xfe garbage, on purpose\r\n\r\n";

/// Where a head is cut: inside the status. From the third digit on some clients (Python's
/// http.client, curl a line later) take a head that just ends for a whole answer.
constexpr std::size_t kInsideStatus = std::string_view("HTTP/1.1 2").size();

/// The head and half of the body, or the beginning of the head when there is no body.
std::string truncated(std::string_view answer) {
  const auto head = answer.find("\r\n\r\n") + 4;
  const auto body = answer.size() - head;
  return std::string(answer.substr(0, body == 0 ? kInsideStatus : head + body / 2));
}

}  // namespace

std::string_view fault_name(FaultKind kind) {
  return std::ranges::find(kKinds, kind, &NamedKind::kind)->name;
}

std::optional<FaultKind> find_fault(std::string_view name) {
  const auto* const found = std::ranges::find(kKinds, name, &NamedKind::name);
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

std::vector<std::string> fault_names() {
  std::vector<std::string> names;
  for (const auto& [kind, name] : kKinds) names.emplace_back(name);
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
