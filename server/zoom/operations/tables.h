#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "server/zoom/operations.h"

namespace zoom_mock {

// The rows of operations(), by what they are about. Their order is that of SUPPORTED.md.

std::span<const Operation> live_stream_operations();
std::span<const Operation> user_operations();
std::span<const Operation> meeting_operations();
std::span<const Operation> registrant_operations();

template <std::size_t N>
using Names = std::array<std::string_view, N>;

/// The rules of both, in order.
template <std::size_t N, std::size_t M>
constexpr std::array<FieldRule, N + M> joined(const std::array<FieldRule, N>& one,
                                              const std::array<FieldRule, M>& other) {
  std::array<FieldRule, N + M> all{};
  for (std::size_t i = 0; i < N; ++i) all[i] = one[i];
  for (std::size_t i = 0; i < M; ++i) all[N + i] = other[i];
  return all;
}

/// An operation's own wording, alike in both profiles.
constexpr Rewording reworded(std::string_view reply, Wording wording) {
  return {reply, wording, wording};
}

/// Source: documented, S25 and the Users specification of 2022-23, of operations on users.
inline constexpr Rewording kUserAbsent =
    reworded("user-does-not-exist",
             {404, "User does not exist: {user_id}.", Provenance::kDocumented, kSpec2025});

/// The same where the sentence has no stop.
inline constexpr Rewording kUserAbsentUnstopped = reworded(
    "user-does-not-exist", {404, "User does not exist: {user_id}", Provenance::kDocumented,
                            "Users specification of 2022-23 (U23), npm @zoom/rivet 0.4.0"});

}  // namespace zoom_mock
