#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/base/explanation.h"
#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// A stub that a call did not match, and everything that was missing.
struct NearMiss {
  const Stub* stub = nullptr;
  std::vector<std::string> mismatches;  ///< at least one
};

/// At most `most` stubs that a call nearly matched, the closest first. A stub for an operation, or
/// for a path that is not nearly the call's, is none.
std::vector<NearMiss> near_misses(const std::vector<Stub>& stubs, const Call& call,
                                  std::size_t most);

/// Why a stub that matched let a call pass, to follow "matches, but ".
std::string why_passed(const Stub& stub, const Session::Turn& turn);

/// Says of a call that no stub answered which ones matched and let it pass, and which came closest:
/// the usual case of a stub that its author expected to answer.
void explain_near_misses(const Call& call, Explanation& explanation);

}  // namespace zoom_mock
