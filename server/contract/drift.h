#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/contract/transcript.h"

namespace zoom_mock {

/// How an answer of the catalogue, at one operation, stands in a second transcript when a first one
/// is the measure.
struct DriftEntry {
  enum class Standing {
    kConfirmed,    ///< every row that has an answer in both has the same
    kChanged,      ///< one has another
    kUnreachable,  ///< no row has an answer in both, and one could not be sent or got none
    kNeverTried,   ///< no row was sent, or there is none
  };

  std::string operation;
  std::string reply;
  Standing standing = Standing::kNeverTried;
  /// Of kChanged the rows and what became of them; else why, once each.
  std::vector<std::string> details = {};
};

/// All answers of all operations, in the order of their tables.
std::vector<DriftEntry> compare_transcripts(const Transcript& measure, const Transcript& other);

/// How many stand so.
std::size_t count_of(const std::vector<DriftEntry>& entries, DriftEntry::Standing standing);

/// As people read it; "N of M confirmed" is its last line.
std::string drift_text(const std::vector<DriftEntry>& entries);

}  // namespace zoom_mock
