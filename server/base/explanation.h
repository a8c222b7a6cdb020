#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/violation.h"

namespace zoom_mock {

/// Which step answered a request.
enum class Outcome {
  kOperation,         ///< an operation of the API, by its own rules
  kStub,              ///< a stub of the scenario
  kUnauthorized,      ///< the check of the token or of its scopes
  kMethodNotAllowed,  ///< the path is an operation's, the method is not
  kUnmatched,         ///< nothing is there
  kRefused,           ///< the wire: what came is not HTTP, or more than it takes
  kAdmin,             ///< the admin API
  kInternalError,     ///< a bug of zoom-mock
};

/// Nothing when no outcome has that name.
std::optional<Outcome> find_outcome(std::string_view name);
std::vector<std::string> outcome_names();

/// Why an answer is as it is.
struct Explanation {
  Outcome outcome = Outcome::kOperation;
  std::string subject = {};             ///< the operation's id or the stub's name; else empty
  std::string why = {};                 ///< what was wrong with the request; empty: nothing
  std::vector<std::string> notes = {};  ///< what was odd and accepted
  Violations violations = {};           ///< how the request departs from the contract

  /// "operation:meetingLiveStreamUpdate", "stub:throttled once", "unauthorized"
  std::string outcome_text() const;
  /// Whether that is what is asked for: "stub" is every stub's, "stub:late" that of one.
  bool has_outcome(std::string_view asked) const;
  /// Why, and what was odd; empty: there is nothing to say.
  std::string reason() const;
};

/// The longest line that explains an answer, in bytes.
inline constexpr std::size_t kMaxExplanation = 1024;

/// In double quotes, as printable ASCII: a quote becomes \" and other bytes \xNN. Cut after 80
/// bytes.
std::string quote(std::string_view text);

/// A secret as it may be shown, and any text of a client that is none of ours: at most its first
/// two characters, and its length: st..(11). A secret shorter than six bytes shows its length only.
std::string masked(std::string_view secret);

/// A client's text: whole when it is one of the words that are `known`, or that word misspelt,
/// since nobody's secret is; else masked.
std::string known_or_masked(std::string_view text, const std::vector<std::string>& known);

/// "a, b, c", at most sixteen of them; "nothing" when there are none.
std::string listed(const std::vector<std::string>& items);

/// The items with a separator between them; empty when there are none.
std::string joined(const std::vector<std::string>& items, std::string_view separator);

/// "1 call", "2 calls".
std::string counted(std::size_t count, std::string_view noun);

/// One line of printable ASCII of at most kMaxExplanation bytes, fit for a header value.
std::string explanation_line(std::string_view text);

/// Whether a value is a template that nobody filled in: `:meetingId`, `$ID`, `{id}`, `{{id}}`,
/// `#{id}`, `%s`, `%(id)s`, `<access_token>`, `undefined`, `null`, `None`, `nil`, `NaN`,
/// `[object Object]`.
bool is_unsubstituted(std::string_view value);

/// Whether a value is written as the name of a constant or a variable: MEETING_ID.
bool is_constant_name(std::string_view value);

}  // namespace zoom_mock
