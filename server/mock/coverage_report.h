#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/zoom/replies.h"

namespace zoom_mock {

/// So many of so many.
struct Share {
  std::size_t part = 0;
  std::size_t whole = 0;

  int percent() const;  ///< rounded down; 0 of nothing
  bool is_at_least(int percents) const { return part * 100 >= whole * std::size_t(percents); }
};

/// How often one of an operation's answers was seen.
struct AnswerCoverage {
  std::string reply;          ///< its name in the catalogue, or kFound
  std::vector<int> statuses;  ///< in the documented profile and, when it is another, in the current
  int code = 0;               ///< 0: a success
  Provenance provenance = Provenance::kAssumed;  ///< the best of both profiles'
  std::uint64_t seen = 0;

  bool is_documented() const { return provenance == Provenance::kDocumented; }
};

/// How often something came that has a name.
struct Count {
  std::string name;
  std::uint64_t times = 0;
};

/// What clients have exercised of one operation.
struct OperationCoverage {
  std::string id;
  std::string method;
  std::string path;
  std::uint64_t calls = 0;
  std::vector<AnswerCoverage> answers;
  std::map<int, std::uint64_t> others;  ///< by status: answers that only a scenario has
  std::uint64_t spoilt = 0;             ///< answers that a fault kept from the client
  // Of calls that came with a valid token:
  std::vector<Count> fields;         ///< with each of its fields
  std::vector<Count> content_types;  ///< with each that it takes, and others that came
  std::vector<Count> scopes;         ///< by tokens that have each of the scopes that are enough
  std::uint64_t unlimited = 0;       ///< by tokens with all scopes
  std::string least_scope;           ///< would have been enough for all of them

  /// How many of its documented answers were seen.
  Share documented() const;
};

/// What clients have exercised of the whole API.
struct CoverageReport {
  std::vector<OperationCoverage> operations;
  std::set<std::string> token_scopes;  ///< of all tokens that have not all scopes; some, if many

  bool is_empty() const;  ///< no operation was called
  /// How many documented answers of those operations that were called at all were seen.
  Share documented() const;
  /// The least scopes that are enough for the operations that were called.
  std::set<std::string> least_scopes() const;
  /// What tokens have and none of those operations takes.
  std::set<std::string> unneeded_scopes() const;
  /// Adds what another run has seen. What only one of them knows stays.
  void add(const CoverageReport& other);
};

/// Adds, and stays at the largest number that every reader of JSON takes: 2^63 - 1.
void add_to(std::uint64_t& sum, std::uint64_t count);

}  // namespace zoom_mock
