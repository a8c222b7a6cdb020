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
std::span<const Operation> invitation_operations();
std::span<const Operation> user_settings_operations();
std::span<const Operation> user_token_operations();
std::span<const Operation> recording_operations();
std::span<const Operation> past_meeting_operations();
std::span<const Operation> webinar_operations();
std::span<const Operation> webinar_registrant_operations();
std::span<const Operation> webinar_panelist_operations();

template <std::size_t N>
using Names = std::array<std::string_view, N>;

/// The rules of all, in order.
template <std::size_t N, std::size_t M>
constexpr std::array<FieldRule, N + M> joined(const std::array<FieldRule, N>& one,
                                              const std::array<FieldRule, M>& other) {
  std::array<FieldRule, N + M> all{};
  for (std::size_t i = 0; i < N; ++i) all[i] = one[i];
  for (std::size_t i = 0; i < M; ++i) all[N + i] = other[i];
  return all;
}

template <std::size_t N, std::size_t M, class... More>
requires(sizeof...(More) > 0) constexpr auto joined(const std::array<FieldRule, N>& one,
                                                    const std::array<FieldRule, M>& other,
                                                    const More&... more) {
  return joined(joined(one, other), more...);
}

/// An operation's own wording, alike in both profiles.
constexpr Rewording reworded(std::string_view reply, Wording wording) {
  return {reply, wording, wording};
}

/// Source: documented, S25 and the Users specification of 2022-23, of operations on users.
inline constexpr Rewording kUserAbsent =
    reworded("user-does-not-exist",
             {404, "User does not exist: {user_id}.", Provenance::kDocumented, kSpec2025});

inline constexpr std::string_view kUsersSpec =
    "Users specification of 2022-23 (U23), npm @zoom/rivet 0.4.0";

/// The same where the sentence has no stop.
inline constexpr Rewording kUserAbsentUnstopped =
    reworded("user-does-not-exist",
             {404, "User does not exist: {user_id}", Provenance::kDocumented, kUsersSpec});

/// Source: documented, S24, of nearly every operation on a webinar.
inline constexpr Rewording kWebinarHostAbsent =
    reworded("user-does-not-exist",
             {404, "User {user_id} does not exist or does not belong to this account.",
              Provenance::kDocumented, kSpec2024});

}  // namespace zoom_mock
