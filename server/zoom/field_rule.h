#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// kDateTime: "2026-12-01T10:00:00", alone, with Z, or with an offset.
enum class FieldKind { kText, kUri, kEmail, kDateTime, kBoolean, kInteger, kList };

/// What an operation demands of a body field, or of a parameter of its query.
struct FieldRule {
  std::string_view name;  ///< of a member of an object, with a dot: settings.layout
  FieldKind kind = FieldKind::kText;
  std::size_t min_bytes = 0;
  std::size_t max_bytes = 0;                      ///< 0: no limit is documented
  std::optional<std::int64_t> min = {};           ///< of a number; of a list, as many items
  std::optional<std::int64_t> max = {};           ///< the same
  std::span<const std::string_view> values = {};  ///< letter case counts; none: any
  bool required = false;
  bool is_secret = false;          ///< shown by its length and first letters only
  std::string_view sample = {};    ///< a value that is right; empty: samples leave the field out
  std::string_view fallback = {};  ///< what reads as JSON when it was never set; empty: nothing
};

/// The rule of that name; null: there is none.
const FieldRule* find_rule(std::span<const FieldRule> rules, std::string_view name);

/// The names of the fields of rules, in order.
std::vector<std::string> names_of(std::span<const FieldRule> rules);

/// Adds a value, which is written as JSON, by its field's name: one with a dot goes into an object.
void put_field(nlohmann::ordered_json& body, std::string_view name, std::string_view json);

/// A body of the samples of rules, as JSON: {"action":"create","user_info":{"type":1}}.
std::string sample_body(std::span<const FieldRule> rules);

}  // namespace zoom_mock
