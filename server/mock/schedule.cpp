#include "server/mock/schedule.h"

#include <algorithm>

#include "server/base/date_time.h"
#include "server/base/json_text.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kPasscodeDigits = 6;
constexpr std::string_view kStart = "start_time";

/// Assumed until a time zone's rules are known here: a time by a clock that nobody names is UTC.
std::optional<Clock::TimePoint> start_in(const Form& form) {
  const auto* const field = form.find(kStart);
  const auto time = field == nullptr ? std::nullopt : read_date_time(field->value);
  if (!time) return std::nullopt;
  return time->utc().value_or(time->local);
}

bool wants_passcode(const Form& form) {
  const auto* const field = form.find("default_password");
  return field == nullptr || field->value != "false";
}

}  // namespace

Details new_schedule(const Call& call, const Session& session) {
  auto details = details_in(call.form, meeting_fields());
  const auto start = start_in(call.form);
  if (!start && detail_of(details, meeting_fields(), "type") == "2") {
    set_detail(details, "type", "1");
  }
  const auto time = std::max(start.value_or(call.now), call.now);
  set_detail(details, kStart, json_string(to_iso8601(time)));
  if (find_detail(details, "password") == nullptr && wants_passcode(call.form)) {
    const auto digits =
        derived_digits("passcode " + session.name(), call.request_id, kPasscodeDigits);
    set_detail(details, "password", json_string(digits));
  }
  return details;
}

Details changed_schedule(const Call& call) {
  auto details = details_in(call.form, meeting_fields());
  const auto start = start_in(call.form);
  if (start && *start >= call.now) {
    set_detail(details, kStart, json_string(to_iso8601(*start)));
  } else {
    std::erase_if(details, [](const auto& detail) { return detail.first == kStart; });
  }
  return details;
}

}  // namespace zoom_mock
