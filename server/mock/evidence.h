#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/secret.h"
#include "server/mock/call.h"
#include "server/mock/exchange.h"
#include "server/mock/journal.h"
#include "server/scenario/assertion.h"

namespace zoom_mock {

/// Whether a selector selects an exchange. It is undecided when a value is too long for a regular
/// expression to be tried on it.
enum class Selected { kNo, kYes, kUndecided };

/// The exchanges that assertions are held against, in order of arrival, each read once.
class Evidence {
 public:
  /// Bytes that may be looked at for one verification: a second or so.
  static constexpr std::size_t kMostWork = 512UL * 1024 * 1024;

  /// `unseen`: so many more there may have been, of which nothing is known, at any place.
  /// `secrets`: in what is said of them.
  explicit Evidence(std::vector<Exchange> exchanges, std::uint64_t unseen = 0,
                    Violations unseen_violations = {}, std::size_t work = kMostWork,
                    Secrets secrets = Secrets::kMasked);
  Evidence(const Evidence&) = delete;
  Evidence& operator=(const Evidence&) = delete;

  const std::vector<Exchange>& exchanges() const { return exchanges_; }
  std::uint64_t unseen() const { return unseen_; }
  /// Those of the unseen that were noted before they were dropped.
  const Violations& unseen_violations() const { return unseen_violations_; }

  /// Undecided, too, when all that was asked so far has taken more than a request may take.
  Selected selects(const Selector& selector, std::size_t exchange) const;
  /// Why a selector does not select an exchange; at least one reason.
  std::vector<std::string> mismatches(const Selector& selector, std::size_t exchange) const;
  /// Whether an exchange went to another operation or path than the selector names.
  bool is_elsewhere(const Selector& selector, std::size_t exchange) const;
  /// What two exchanges are compared by: "path", "fields", "headers.X-Id". What is not there is
  /// something else than what is empty.
  std::string trait(std::string_view name, std::size_t exchange) const;

 private:
  template <typename Failed>
  bool check(const Selector& selector, std::size_t exchange, Failed failed) const;
  bool spend(const Selector& selector, std::size_t exchange) const;

  const std::vector<Exchange> exchanges_;
  const std::uint64_t unseen_;
  const Violations unseen_violations_;
  std::deque<Call> calls_;         ///< of the exchanges: what stubs were held against
  mutable std::size_t work_left_;  ///< in bytes that are looked at
  const Secrets secrets_;
};

/// What the journal has of a session, or of all, up to the last number before which none is still
/// being answered. `begun`: what began up to this number and is still being answered counts as
/// unseen.
Evidence gather_evidence(const Journal& journal, const std::optional<std::string>& session,
                         std::uint64_t begun, Secrets secrets = Secrets::kMasked);

}  // namespace zoom_mock
