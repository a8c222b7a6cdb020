#pragma once

#include <span>

#include "server/zoom/field_rule.h"

namespace zoom_mock {

// What is remembered of the objects of an account: the fields that operations set and show, and
// that scenarios give. What no request can set, such as an id, is not among them.

/// What "Update a live stream" sets, and a meeting remembers.
std::span<const FieldRule> livestream_fields();

/// Source: documented, S25; the limit of the duration is observed. Assumed: the fallbacks that no
/// specification states, and no limits for texts but to keep small what a session remembers.
std::span<const FieldRule> meeting_fields();

/// The same of a webinar. Assumed: limits as those of meetings.
std::span<const FieldRule> webinar_fields();

/// Source: documented, the Users specification of 2022-23 (U23); lengths of names S18. The
/// fallbacks are assumed.
std::span<const FieldRule> user_fields();

/// Source: documented, S25. Assumed: the fallbacks, and the limits that no specification states.
std::span<const FieldRule> registrant_fields();

/// What webinars remember of their panelists. Source: documented, S25. Assumed: the limits.
std::span<const FieldRule> panelist_fields();

}  // namespace zoom_mock
