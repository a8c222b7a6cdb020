#pragma once

#include <algorithm>
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

std::string_view profile_name(Profile profile);

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

/// The shape of the body, by who refuses. Assumed: that what comes before an operation is of one
/// kind; zoom-mock's own errors are counted there.
enum class Origin {
  kOperation,    ///< an operation of the API; may be XML, by error_as_xml()
  kGateway,      ///< what stands before the operations or in their stead: JSON, by error_as_json()
  kOauth,        ///< {"reason":…,"error":…} (RFC 6749 5.2)
  kConsentPage,  ///< where users agree: {"status":false,"errorCode":…,"errorMessage":…}
};

/// An answer that scenarios and operations send by name.
struct CatalogueReply {
  std::string_view name;
  int code;  ///< Zoom's error code; 0: it has none
  Wording documented;
  Wording current;
  Origin origin = Origin::kOperation;
  std::string_view error = {};  ///< of OAuth, which has no codes

  bool has_body() const { return code != 0 || !error.empty(); }
  const Wording& wording(Profile profile) const {
    return profile == Profile::kDocumented ? documented : current;
  }
  /// Whether the profiles number or word it differently.
  bool differs() const {
    return documented.status != current.status || documented.message != current.message;
  }
  /// The better of the two profiles'.
  Provenance provenance() const { return std::min(documented.provenance, current.provenance); }
};

std::span<const CatalogueReply> catalogue();
/// The names of its replies, in order.
std::vector<std::string> reply_names();

/// Null when the catalogue has no reply of that name.
const CatalogueReply* find_reply(std::string_view name);

}  // namespace zoom_mock
