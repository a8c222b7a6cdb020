#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "server/base/json_node.h"
#include "server/base/json_syntax.h"

namespace zoom_mock {

struct JsonDocument {
  JsonNode root;
  /// Nothing when the text is not JSON: then `root` is empty.
  std::optional<JsonDefect> syntax_error;
  std::vector<JsonDefect> duplicate_keys;  ///< the first kMostDuplicateKeys
  bool has_too_many_values = false;        ///< that is the syntax error then
};

enum class JsonComments { kRefused, kIgnored };

/// Nesting beyond this is a syntax error: no real file or request comes near it.
inline constexpr std::size_t kMaxJsonDepth = 64;

inline constexpr std::size_t kMostDuplicateKeys = 100;

/// Parses a text into a tree with positions. Never throws on any input; work and memory are linear.
/// A value takes up to 500 bytes, however short its text: who reads a stranger's text says how many
/// values are enough.
JsonDocument parse_json(std::string_view text, JsonComments comments,
                        std::size_t most_values = std::numeric_limits<std::size_t>::max());

}  // namespace zoom_mock
