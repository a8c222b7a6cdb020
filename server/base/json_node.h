#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/source_text.h"

namespace zoom_mock {

struct JsonMember;

/// A JSON value that knows its place in its text. Objects keep the order of their members.
struct JsonNode {
  enum class Kind { kNull, kBoolean, kInteger, kReal, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  Span span;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;   ///< the value of an integer too
  std::string text;  ///< of a string: decoded; of a number: as written
  std::vector<JsonNode> items;
  std::vector<JsonMember> members;

  bool is_object() const { return kind == Kind::kObject; }
  bool is_array() const { return kind == Kind::kArray; }
  bool is_string() const { return kind == Kind::kString; }
  bool is_integer() const { return kind == Kind::kInteger; }
  bool is_number() const { return kind == Kind::kInteger || kind == Kind::kReal; }
  bool is_boolean() const { return kind == Kind::kBoolean; }
  bool is_null() const { return kind == Kind::kNull; }

  /// The member of that name (of duplicates the first), or null.
  const JsonMember* find(std::string_view key) const;
  /// The value of that member, or null.
  const JsonNode* value_of(std::string_view key) const;
  /// "an object", "a string", … for messages.
  std::string_view kind_name() const;
};

struct JsonMember {
  std::string key;
  Span key_span;  ///< with its quotes
  JsonNode value;
};

/// The same value for those who compute with JSON. Of duplicate keys the first counts.
nlohmann::ordered_json to_json(const JsonNode& node);

}  // namespace zoom_mock
