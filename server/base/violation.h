#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// How a request departs from the contract: what its author has to mend. What is true of the world
/// (no such meeting, a token that has expired) is none.
enum class Violation : std::uint8_t {
  // The token:
  kAuthorizationMissing,
  kAuthorizationRepeated,
  kSchemeNotBearer,
  kTokenEmpty,
  kTokenUnsubstituted,
  kTokenReal,
  kTokenUnknown,
  kTokenInQuery,
  kClientMissing,
  kClientUnknown,
  kClientSecretWrong,
  kGrantUnknown,
  kGrantNotAllowed,
  kAuthorizeQueryWrong,
  kRedirectUriWrong,
  kCodeUnknown,
  kCodeReused,
  kCodeVerifierWrong,
  kRefreshTokenUnknown,
  kRefreshTokenReused,
  kAccountUnknown,
  kSessionNameWrong,
  // The endpoint:
  kEndpointUnknown,
  kMethodWrong,
  kPathSlashAtEnd,
  kPathSlashDoubled,
  kPathLetterCase,
  kPathDoubleEncoded,
  kPathVersionDoubled,
  kPathVersionMissing,
  kQueryUnknown,
  kQueryValueWrong,
  // The id in the path:
  kIdMissing,
  kIdUnsubstituted,
  kIdGrouped,
  kIdFloat,
  kIdMalformed,
  kUuidEncodedOnce,
  // The body:
  kBodyMissing,
  kContentTypeMissing,
  kContentTypeUnsupported,
  kBodyMislabelled,
  kBodyCompressed,
  kBodyTooLarge,
  kBoundaryMissing,
  kBoundaryNotInBody,
  kMultipartMalformed,
  kJsonMalformed,
  kJsonNotObject,
  // Its fields:
  kFieldMissing,
  kFieldMisspelt,
  kFieldUnknown,
  kFieldRepeated,
  kFieldIsFile,
  kFieldNotText,
  kFieldNotBoolean,
  kFieldValueUnknown,
  kFieldEmpty,
  kFieldTooShort,
  kFieldUnsubstituted,
  kFieldBlankAtEnd,
  kFieldTooLong,
  kFieldNotUri,
  kFieldNotEmail,
  kFieldNotInteger,
  kFieldOutOfRange,
  kFieldNotList,
  kFieldNotTime,
  // In time:
  kRetryTooEarly,
  // Before it was a request:
  kNotHttp,
  kTlsOnPlainPort,
  kPlainOnTlsPort,
  kHeadTooLarge,
  kRequestUnfinished,
};

inline constexpr std::size_t kViolations =
    static_cast<std::size_t>(Violation::kRequestUnfinished) + 1;

/// "field-misspelt"
std::string_view violation_name(Violation violation);
/// What to do about it, in a sentence.
std::string_view remedy(Violation violation);
/// Nothing when no violation has that name.
std::optional<Violation> find_violation(std::string_view name);
std::vector<std::string> violation_names();

/// The violations of one request, in the order of the enumeration.
class Violations {
 public:
  Violations() = default;
  explicit Violations(Violation violation) { add(violation); }
  static Violations all();

  void add(Violation violation) { bits_.set(static_cast<std::size_t>(violation)); }
  void add(const Violations& others) { bits_ |= others.bits_; }
  bool has(Violation violation) const { return bits_.test(static_cast<std::size_t>(violation)); }
  bool empty() const { return bits_.none(); }
  std::size_t size() const { return bits_.count(); }
  /// Those that are not among `others`.
  Violations without(const Violations& others) const;
  std::vector<Violation> list() const;

  bool operator==(const Violations&) const = default;

 private:
  std::bitset<kViolations> bits_;
};

}  // namespace zoom_mock
