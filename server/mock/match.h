#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/form.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/scenario/stub.h"
#include "server/scenario/world.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

/// What a stub is held against: one request, read. The referenced values must outlive it.
struct Subject {
  const Request& request;
  const Target& target;
  const Route& route;
  const Form& form;
  const Token& token;
};

/// The meeting id of a request: the operation's, or what a stub's own path calls {meetingId} or
/// {meeting_id}. Nothing when the path has none.
std::optional<std::string> meeting_id_of(const When& when, const Subject& subject);

/// Whether everything a stub asks of a request holds; its `call` is the session's business.
bool matches(const When& when, const Subject& subject);

/// Everything that keeps a stub from matching, one line each, secrets masked. Empty exactly when
/// matches() is true: both run the same checks.
std::vector<std::string> mismatches(const When& when, const Subject& subject);

/// The stub that came closest to a request, and what was missing.
struct NearMiss {
  const Stub* stub = nullptr;  ///< null: the scenario has no stubs
  std::vector<std::string> mismatches;
};

NearMiss closest_stub(const std::vector<Stub>& stubs, const Subject& subject);

}  // namespace zoom_mock
