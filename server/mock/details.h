#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http/form.h"
#include "server/scenario/world.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

// Between what requests say of an object, what is remembered of it, and what answers show of it, by
// the one table of its fields.

/// The fields that a request has set: `prefix` comes before their names there ("user_info."). What
/// it says has been checked. A list is taken whole.
Details details_in(const Form& form, std::span<const FieldRule> rules,
                   std::string_view prefix = {});

/// Puts what is new over what is known.
void merge_details(Details& details, const Details& changes);

/// The value, else the rule's fallback, as JSON; empty: neither is there.
std::string detail_of(const Details& details, std::span<const FieldRule> rules,
                      std::string_view name);
/// The same of a text, decoded, and of a number.
std::string text_of(const Details& details, std::span<const FieldRule> rules,
                    std::string_view name);
std::int64_t number_of(const Details& details, std::span<const FieldRule> rules,
                       std::string_view name);

/// The same of a meeting or a webinar, by the table of its kind.
std::string detail_of(const Meeting& meeting, std::string_view name);
std::string text_of(const Meeting& meeting, std::string_view name);
std::int64_t number_of(const Meeting& meeting, std::string_view name);

/// Adds the fields of the table that are set or have a fallback, those with a dot inside an object.
void show_details(nlohmann::ordered_json& body, const Details& details,
                  std::span<const FieldRule> rules);

}  // namespace zoom_mock
