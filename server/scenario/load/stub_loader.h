#pragma once

#include <map>
#include <string>

#include "server/scenario/load/body_files.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/when_loader.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// What a stub that names no endpoint demands of "operation".
inline constexpr const char* kAnyOperation = "any";

/// A stub, and what the checks across a whole scenario need to know about its place in the file.
struct StubDraft {
  Stub stub;
  Span span;  ///< of its name, or of its opening bracket
  NamedPlaces token_aliases;
  /// Its conditions, each as written: two stubs compare by these.
  std::map<std::string, std::string> conditions;
};

/// Reads one stub. `nameless` is the name of a stub without one.
StubDraft read_stub(const JsonNode& node, const std::string& nameless, const BodyFolder& folder,
                    ProblemSink& sink);

}  // namespace zoom_mock
