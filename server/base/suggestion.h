#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// How many letters one puts in, takes out, replaces or swaps with their neighbour to make one word
/// of the other. '-' and '_' count as the same letter, and so do capitals and small letters; what
/// comes after 100 bytes is not looked at.
std::size_t edits_between(std::string_view a, std::string_view b);

/// The candidate that a person most likely meant by a word that is not one of them, or nothing when
/// every candidate is too far: more than one letter and more than a third of them differ.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

/// `did you mean "x"?` when a candidate is near, else `one of a, b, c`, each once, unless
/// they are too many.
std::string suggestion_hint(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace zoom_mock
