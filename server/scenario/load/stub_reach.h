#pragma once

#include <cstddef>
#include <vector>

#include "server/scenario/load/stub_loader.h"

namespace zoom_mock {

/// A stub that no request reaches, and the earlier one that answers all of its requests.
struct Shadowed {
  std::size_t stub;
  std::size_t by;
};

/// Finds stubs whose conditions include all those of an earlier stub that always answers. Two
/// conditions are the same when they are written alike, so not every such stub is found, but none
/// is found wrongly.
std::vector<Shadowed> find_shadowed(const std::vector<StubDraft>& stubs);

}  // namespace zoom_mock
