#include "server/contract/transcript_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/json_text.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

namespace {

using State = TranscriptEntry::State;

/// Many times as many as a transcript of ours has.
constexpr std::size_t kMostTranscriptValues = 100'000;
constexpr int kMostStatus = 999;

std::string member(std::string_view key, std::string_view text) {
  return json_string(key) + ": " + json_string(text);
}

std::string line_of_entry(const TranscriptEntry& entry) {
  const auto head = "    {" + member("operation", entry.operation) + ", " +
                    member("reply", entry.reply) + ", " + member("row", entry.sentence) + ", " +
                    member("request", entry.request) + ", ";
  switch (entry.state) {
    case State::kUnreachable:
      return head + member("unreachable", entry.why_not) + "}";
    case State::kWithheld:
      return head + member("withheld", entry.why_not) + "}";
    case State::kAnswered:
      break;
  }
  return head + "\"status\": " + std::to_string(entry.status) +
         ", \"body\": " + (entry.body.empty() ? "null" : entry.body) +
         (entry.departure.empty() ? "" : ", " + member("departs", entry.departure)) + "}";
}

class TranscriptReader {
 public:
  explicit TranscriptReader(ProblemSink& sink) : sink_(sink) {}

  Transcript read(const JsonNode& root) {
    ObjectReader object(root, "transcript key", sink_);
    Transcript transcript;
    if (!root.is_object()) return transcript;
    if (!object.integer("zoom_mock_transcript", 1, 1)) {
      if (object.find("zoom_mock_transcript") == nullptr) {
        sink_.error(object.span(), "\"zoom_mock_transcript\": 1 is missing",
                    "`zoom-mock contract` writes it");
      }
      return transcript;
    }
    transcript.server = required(object, "server");
    transcript.profile = object
                             .one_of<Profile>("profile", {{"documented", Profile::kDocumented},
                                                          {"current", Profile::kCurrent}})
                             .value_or(Profile::kDocumented);
    if (const auto* const rows = object.list("rows")) {
      for (const auto& row : rows->items) transcript.entries.push_back(read_entry(row));
    }
    object.finish();
    return transcript;
  }

 private:
  std::string required(ObjectReader& object, std::string_view key) {
    auto text = object.string(key);
    if (!text && object.find(key) == nullptr) {
      sink_.error(object.span(), "\"" + std::string(key) + "\" is missing");
    }
    return std::move(text).value_or("");
  }

  TranscriptEntry read_entry(const JsonNode& node) {
    ObjectReader object(node, "row key", sink_);
    TranscriptEntry entry;
    if (!node.is_object()) return entry;
    entry.operation = required(object, "operation");
    entry.reply = required(object, "reply");
    entry.sentence = required(object, "row");
    entry.request = required(object, "request");
    const auto unreachable = object.string("unreachable");
    const auto withheld = object.string("withheld");
    if (unreachable || withheld) {
      entry.state = unreachable ? State::kUnreachable : State::kWithheld;
      entry.why_not = unreachable ? *unreachable : *withheld;
    } else {
      read_answer(object, entry);
    }
    object.finish();
    return entry;
  }

  void read_answer(ObjectReader& object, TranscriptEntry& entry) {
    const auto status = object.integer("status", 0, kMostStatus);
    if (!status && object.find("status") == nullptr) {
      sink_.error(object.span(), "\"status\" is missing",
                  "or say \"unreachable\" or \"withheld\", and why");
    }
    entry.status = static_cast<int>(status.value_or(0));
    const auto* const body = object.find("body");
    if (body != nullptr && !body->value.is_null()) entry.body = to_json(body->value).dump();
    entry.departure = object.string("departs").value_or("");
  }

  ProblemSink& sink_;
};

}  // namespace

std::string written(const Transcript& transcript) {
  std::string text = "{\n  \"zoom_mock_transcript\": 1,\n  " + member("server", transcript.server) +
                     ",\n  " + member("profile", profile_name(transcript.profile)) +
                     ",\n  \"rows\": [";
  for (const auto& entry : transcript.entries) {
    text += (&entry == &transcript.entries.front() ? "\n" : ",\n") + line_of_entry(entry);
  }
  return text + "\n  ]\n}\n";
}

TranscriptReading read_transcript(const std::string& file, std::string_view text) {
  TranscriptReading reading;
  ProblemSink sink(file, text, reading.problems);
  const auto root = read_document(text, JsonComments::kRefused, kMostTranscriptValues, sink);
  if (!root) return reading;
  reading.transcript = TranscriptReader(sink).read(*root);
  sort_problems(reading.problems);
  return reading;
}

}  // namespace zoom_mock
