#pragma once

#include <cstddef>
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
  std::vector<JsonDefect> duplicate_keys;
};

enum class JsonComments { kRefused, kIgnored };

/// Nesting beyond this is a syntax error: no real file or request comes near it.
inline constexpr std::size_t kMaxJsonDepth = 64;

/// Parses a text into a tree with positions. Never throws on any input; work and memory are linear.
JsonDocument parse_json(std::string_view text, JsonComments comments);

}  // namespace zoom_mock
