#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zoom_mock {

// The ids of what a session makes. Each is the same in every run with the same seed.

/// What an id is drawn from.
struct IdDraw {
  std::uint64_t seed = 0;    ///< of the run
  std::string_view session;  ///< its name
  std::uint64_t number = 0;  ///< of what the session has drawn
};

/// Eleven digits, the first from 7 to 9.
///
/// Source: observed, as new meetings have them; 9 to 11 digits are documented.
std::string draw_meeting_id(const IdDraw& draw);
/// 22 letters of base64url.
std::string draw_user_id(const IdDraw& draw);
/// The same.
std::string draw_registrant_id(const IdDraw& draw);

/// Text that looks random, of `letters` letters of base64url (43 at most).
std::string draw_text(std::string_view purpose, const IdDraw& draw, std::size_t letters);
/// The same of decimal digits (9 at most).
std::string draw_digits(std::string_view purpose, const IdDraw& draw, std::size_t digits);

/// That of a meeting, or of one of its sittings: 16 bytes in base64, some with a slash. The same in
/// every run, since it depends on nothing else.
std::string uuid_of(std::string_view id, std::uint64_t sitting = 0);
/// That of a file of a recording, "72576a1f-4e66-4a77-87c4-f13f9808bd76", by its place in it. As
/// uuid_of(), the same in every run.
std::string recording_file_id(std::string_view meeting, std::uint64_t sitting, std::size_t place);
/// Text that looks random, of `letters` letters of base64url (43 at most), and depends on nothing
/// but what it is for and of.
std::string derived_text(std::string_view purpose, std::string_view of, std::size_t letters);
/// The same of decimal digits (9 at most).
std::string derived_digits(std::string_view purpose, std::string_view of, std::size_t digits);

}  // namespace zoom_mock
