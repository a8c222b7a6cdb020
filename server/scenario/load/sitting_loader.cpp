#include "server/scenario/load/sitting_loader.h"

#include <memory>
#include <string>
#include <utility>

#include "server/base/date_time.h"

namespace zoom_mock {

namespace {

using std::chrono::seconds;

/// Assumed: 60 minutes, as of a meeting that says nothing of its duration.
constexpr seconds kUsualDuration{60 * 60};
/// Assumed: nobody meets for longer than a week.
constexpr std::int64_t kMostSeconds = 7L * 24 * 60 * 60;
constexpr std::size_t kMostSittings = 1'000;

std::optional<seconds> seconds_at(ObjectReader& object, std::string_view key) {
  const auto value = object.integer(key, 0, kMostSeconds);
  return value ? std::optional(seconds(*value)) : std::nullopt;
}

void check_count(const JsonNode& list, std::size_t most, const std::string& what,
                 ProblemSink& sink) {
  if (list.items.size() <= most) return;
  sink.error(list.span, "there are " + std::to_string(list.items.size()) + " " + what,
             "at most " + std::to_string(most));
}

std::vector<Participant> read_participants(const JsonNode& list, seconds duration,
                                           ProblemSink& sink) {
  check_count(list, kMostParticipants, "participants", sink);
  std::vector<Participant> participants;
  for (const auto& item : list.items) {
    auto participant = read_participant(item, true, sink);
    if (!participant) continue;
    const auto left = participant->left_after.value_or(duration);
    if (participant->joined_after > left) {
      sink.error(item.span, participant->name + " leaves after " + std::to_string(left.count()) +
                                " s, before joining after " +
                                std::to_string(participant->joined_after.count()) + " s");
    } else if (left > duration) {
      sink.error(item.span,
                 participant->name + " leaves after " + std::to_string(left.count()) +
                     " s, when the sitting is over",
                 "it has a duration_s of " + std::to_string(duration.count()));
    }
    if (!participants.empty() && participants.back().joined_after > participant->joined_after) {
      sink.error(item.span, participant->name + " joins earlier than whoever is listed before",
                 "list participants in the order in which they joined");
    }
    participants.push_back(*std::move(participant));
  }
  return participants;
}

Sitting read_sitting(const JsonNode& node, ProblemSink& sink) {
  Sitting sitting{.duration = kUsualDuration};
  if (node.is_array()) {
    sitting.participants = read_participants(node, sitting.duration, sink);
    return sitting;
  }
  ObjectReader object(node, "sitting key", sink);
  if (const auto start = object.string("start_time")) {
    sitting.start = from_iso8601(*start);
    if (!sitting.start) {
      sink.error(object.find("start_time")->value.span, "\"" + *start + "\" is not a time in UTC",
                 R"(such as "2026-12-01T10:00:00Z")");
    }
  }
  sitting.duration = seconds_at(object, "duration_s").value_or(sitting.duration);
  if (const auto* const list = object.list("participants")) {
    sitting.participants = read_participants(*list, sitting.duration, sink);
  }
  object.finish();
  return sitting;
}

}  // namespace

std::optional<Participant> read_participant(const JsonNode& node, bool has_times,
                                            ProblemSink& sink) {
  Participant participant;
  if (node.is_string()) {
    participant.name = node.text;
    return participant;
  }
  if (!node.is_object()) {
    sink.error(node.span, "a participant must be a name or an object, not " + found(node));
    return std::nullopt;
  }
  ObjectReader object(node, "participant key", sink);
  const auto name = object.string("name");
  participant.email = object.string("email").value_or("");
  if (has_times) {
    participant.joined_after =
        seconds_at(object, "joined_after_s").value_or(participant.joined_after);
    participant.left_after = seconds_at(object, "left_after_s");
  }
  const bool is_known = object.finish();
  if (!name) {
    const bool is_reported = !is_known || node.find("name") != nullptr;
    if (!is_reported) sink.error(node.span, "a participant needs a \"name\"");
    return std::nullopt;
  }
  participant.name = *name;
  return participant;
}

Sittings read_sittings(const JsonNode& list, ProblemSink& sink) {
  check_count(list, kMostSittings, "sittings", sink);
  Sittings sittings;
  for (const auto& item : list.items) {
    if (!item.is_array() && !item.is_object()) {
      sink.error(item.span,
                 "a sitting must be a list of participants or an object, not " + found(item));
      continue;
    }
    sittings.push_back(std::make_shared<const Sitting>(read_sitting(item, sink)));
  }
  return sittings;
}

}  // namespace zoom_mock
