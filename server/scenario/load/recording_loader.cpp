#include "server/scenario/load/recording_loader.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "server/base/explanation.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// Each is sent whole, from memory.
constexpr std::int64_t kMostFileBytes = 16L * 1024 * 1024;
/// What the heads of pictures and films need.
constexpr std::int64_t kLeastFileBytes = 64;
constexpr std::int64_t kMostMinutes = 1440;
constexpr std::size_t kMostIdLetters = 64;
constexpr std::size_t kMostTypeLetters = 64;
/// Of one recording.
constexpr std::size_t kMostFiles = 100;

bool is_file_id(std::string_view text) {
  return !text.empty() && text.size() <= kMostIdLetters &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == text.npos;
}

RecordingFile file_called(const std::string& name, Span span, ProblemSink& sink) {
  const auto* const kind = find_recording_kind(name);
  if (kind == nullptr) {
    sink.error(span, quote(name) + " is no file that recordings have",
               "a name that ends in one of " + listed(recording_endings()));
    return {.kind = &recording_kinds().front()};
  }
  return {.kind = kind, .recording_type = std::string(kind->recording_type), .size = kind->size};
}

RecordingFile read_file_object(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "file key", sink);
  const auto name = object.string("name");
  auto file = name ? file_called(*name, object.find("name")->value.span, sink)
                   : RecordingFile{.kind = &recording_kinds().front()};
  if (auto id = object.string("id")) {
    if (!is_file_id(*id)) {
      sink.error(object.find("id")->value.span, quote(*id) + " cannot be a file's id",
                 "letters, digits and '-', at most " + std::to_string(kMostIdLetters));
    }
    file.id = std::move(*id);
  }
  if (auto type = object.string("recording_type")) {
    if (type->empty() || type->size() > kMostTypeLetters) {
      sink.error(object.find("recording_type")->value.span,
                 "a recording_type has 1 to " + std::to_string(kMostTypeLetters) + " bytes");
    }
    file.recording_type = std::move(*type);
  }
  file.size = object.integer("size", kLeastFileBytes, kMostFileBytes).value_or(file.size);
  if (object.finish() && object.find("name") == nullptr) {
    sink.error(node.span, R"(a file needs a "name", such as "video.mp4")");
  }
  return file;
}

RecordingFile read_file_of(const JsonNode& node, ProblemSink& sink) {
  if (node.is_string()) return file_called(node.text, node.span, sink);
  if (node.is_object()) return read_file_object(node, sink);
  sink.error(node.span, "a file must be its name or an object, not " + found(node));
  return {.kind = &recording_kinds().front()};
}

std::vector<RecordingFile> read_files(const JsonNode& list, ProblemSink& sink) {
  if (list.items.empty() || list.items.size() > kMostFiles) {
    sink.error(list.span, "a recording has 1 to " + std::to_string(kMostFiles) + " files, not " +
                              std::to_string(list.items.size()));
    return {};
  }
  std::vector<RecordingFile> files;
  for (const auto& item : list.items) files.push_back(read_file_of(item, sink));
  return files;
}

/// Whether a list is one of recordings, and not of the files of one.
bool lists_recordings(const JsonNode& list) {
  return std::ranges::any_of(list.items, [](const JsonNode& item) {
    return item.is_array() || (item.is_object() && item.find("name") == nullptr);
  });
}

std::vector<Recording> read_recordings_of_meeting(const JsonNode& node, ProblemSink& sink) {
  std::vector<Recording> recordings;
  if (node.is_array() && node.items.empty()) return recordings;
  if (!node.is_array() || !lists_recordings(node)) {
    recordings.push_back(read_recording(node, sink));
  } else {
    for (const auto& item : node.items) recordings.push_back(read_recording(item, sink));
  }
  for (std::size_t i = 0; i < recordings.size(); ++i) recordings[i].sitting = i;
  return recordings;
}

/// Files are found by their id alone.
void check_ids(const RecordingsByMeeting& recordings, Span span, ProblemSink& sink) {
  std::set<std::string_view> ids;
  for (const auto& [meeting, sets] : recordings) {
    for (const auto& set : sets) {
      for (const auto& file : set.files) {
        if (file.id.empty() || ids.insert(file.id).second) continue;
        sink.error(span, "two files of recordings have the id " + quote(file.id));
      }
    }
  }
}

}  // namespace

Recording read_recording(const JsonNode& node, ProblemSink& sink) {
  Recording recording;
  if (node.is_array()) {
    recording.files = read_files(node, sink);
    return recording;
  }
  if (!node.is_object()) {
    sink.error(node.span, "a recording must be a list of files or an object, not " + found(node));
    return recording;
  }
  ObjectReader object(node, "recording key", sink);
  if (const auto start = object.string("start_time")) {
    recording.start = from_iso8601(*start);
    if (!recording.start) {
      sink.error(object.find("start_time")->value.span, quote(*start) + " is no time in UTC",
                 R"(write it as "2026-01-01T10:00:00Z")");
    }
  }
  recording.duration = object.integer("duration", 0, kMostMinutes).value_or(recording.duration);
  if (const auto* const files = object.list("files")) recording.files = read_files(*files, sink);
  if (object.boolean("trashed").value_or(false)) recording.trashed = kTrashedFromTheStart;
  object.mention(R"("files")", {"name", "id", "recording_type", "size"});
  if (object.finish() && object.find("files") == nullptr) {
    sink.error(node.span, R"(a recording needs "files", such as ["video.mp4"])");
  }
  return recording;
}

RecordingsDraft read_recordings(const JsonNode& recordings, ProblemSink& sink) {
  RecordingsDraft draft;
  for (const auto& [id, id_span, node] : recordings.members) {
    if (!is_meeting_id(id) || canonical_meeting_id(id) != id) {
      sink.error(id_span, quote(id) + " is not a meeting id", "1 to 19 digits, the first no zero");
    }
    if (node.is_null()) {
      draft.removed.emplace_back(id, id_span);
    } else {
      draft.listed.emplace(id, read_recordings_of_meeting(node, sink));
    }
  }
  check_ids(draft.listed, recordings.span, sink);
  return draft;
}

void merge_recordings(const RecordingsDraft& draft, bool is_whole, Scenario& scenario,
                      ProblemSink& sink) {
  for (const auto& [id, span] : draft.removed) {
    if (scenario.recordings.erase(id) > 0 || !is_whole) continue;
    sink.error(span, "no recordings of " + quote(id) + " are inherited: nothing to remove");
  }
  for (const auto& [id, recordings] : draft.listed) scenario.recordings[id] = recordings;
}

}  // namespace zoom_mock
