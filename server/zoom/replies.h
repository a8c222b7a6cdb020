#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// Which of the disagreeing sources is the truth.
enum class Profile {
  kDocumented,  ///< the published Postman collection: code 300 travels as HTTP 300
  kCurrent,     ///< newer specifications and logs: code 300 travels as HTTP 400
};

/// How far a fact about Zoom can be trusted: the first is the best.
enum class Provenance {
  kDocumented,  ///< in Zoom's published text
  kObserved,    ///< seen in logs, issue reports or recorded fixtures
  kAssumed,     ///< our choice where no source says anything
};

std::string_view provenance_name(Provenance provenance);

/// Zoom's Meeting API specifications, as sources are named.
inline constexpr std::string_view kSpec2025 = "Zoom Meeting API specification of 2025-06 (S25)";
inline constexpr std::string_view kSpec2024 = "Zoom Meeting API specification of 2024-03 (S24)";

/// How one profile words a reply. Messages hold {meeting_id}, {user_id}, {account_id}, {scopes}.
struct Wording {
  int status;
  std::string_view message;
  Provenance provenance;
  std::string_view source;
};

/// An answer that scenarios and operations send by name.
struct CatalogueReply {
  std::string_view name;
  int code;  ///< Zoom's error code; 0: it has none
  Wording documented;
  Wording current;
  /// Of OAuth (RFC 6749 5.2), then there is no code and the message is its `reason`.
  std::string_view error = {};
  bool is_of_consent = false;  ///< of the page where users agree: `errorCode` and `errorMessage`

  bool has_body() const { return code != 0 || !error.empty(); }
  const Wording& wording(Profile profile) const {
    return profile == Profile::kDocumented ? documented : current;
  }
  /// The better of the two profiles'.
  Provenance provenance() const { return std::min(documented.provenance, current.provenance); }
};

std::span<const CatalogueReply> catalogue();
/// The names of its replies, in order.
std::vector<std::string> reply_names();

/// Zoom's error code in a body, `{"code": 3001, …}`; nothing when it has none, or more than so many
/// JSON values.
std::optional<std::int64_t> code_in(std::string_view body, std::size_t most_values);

/// Null when the catalogue has no reply of that name.
const CatalogueReply* find_reply(std::string_view name);

}  // namespace zoom_mock
