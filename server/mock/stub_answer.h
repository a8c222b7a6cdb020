#pragma once

#include <cstdint>
#include <optional>

#include "server/mock/call.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// The answer of the first stub whose turn it is and that has one. Stubs before it that only delay
/// or fault add to `delivery`. `seed` is that of every delay and fault that is drawn.
std::optional<Verdict> answer_by_stub(Call& call, std::uint64_t seed, Delivery& delivery);

}  // namespace zoom_mock
