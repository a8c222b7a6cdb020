#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/base/violation.h"
#include "server/scenario/matcher.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// Which calls are meant: by what was asked and by what was answered. All that is set must hold; of
/// a list, one. Nothing is set: every call.
struct Selector {
  When when;                            ///< `operation` and `call` are not used
  std::vector<std::string> operations;  ///< ids, of those of OAuth too
  std::optional<Matcher> path;          ///< of the path as it was sent; a pattern is in `when`
  std::vector<Range> statuses;
  std::vector<std::int64_t> codes;  ///< Zoom's, in the body of the answer
  std::vector<std::string> replies;
  std::vector<std::string> outcomes;  ///< "stub" is every stub's, "stub:late" that of one
  std::vector<Violation> violations;
  std::string anywhere;  ///< a text in path, query, headers or body
  std::shared_ptr<const Selector> negated;
};

/// That there are so many calls, and what they have in common.
struct CallsAssertion {
  Selector calls;
  std::optional<Selector> after;           ///< only calls after the first of these
  std::optional<Selector> before;          ///< only calls before the first of these
  Range count;                             ///< from 1, unless they must never come: then 0
  std::optional<Range> gap_ms;             ///< from each call to the next
  std::optional<std::uint64_t> within_ms;  ///< from the first call to the last
  std::optional<Selector> every;           ///< what all of them are
  std::vector<std::string> same;           ///< traits that all of them share: "path", "fields.x"
  std::vector<std::string> different;      ///< traits in which no two of them are alike

  bool is_never() const { return count.high == 0; }
};

/// That a call of each kind came, one after the other; others may come between.
struct InOrderAssertion {
  std::vector<Selector> steps;
};

/// That every call was of one of these kinds, and that there was one.
struct OnlyAssertion {
  std::vector<Selector> kinds;
};

/// Something that is true of the calls of a session, or is not.
struct Assertion {
  std::string name;     ///< empty: it has none
  std::string written;  ///< its JSON in one line, without its name; secrets masked
  std::variant<CallsAssertion, InOrderAssertion, OnlyAssertion> claim;

  /// How a report calls it.
  const std::string& title() const { return name.empty() ? written : name; }
};

/// What somebody wants verified.
struct VerifyOrder {
  std::vector<Assertion> assertions;
  Violations allowed;  ///< all other violations fail it
  /// How long what is still on its way is waited for, at most.
  std::chrono::milliseconds settle{200};
  /// How long is waited for the assertions to hold, at most.
  std::chrono::milliseconds wait{0};
};

}  // namespace zoom_mock
