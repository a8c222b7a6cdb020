#include "server/base/violation.h"

#include <algorithm>
#include <array>

namespace zoom_mock {

namespace {

using enum Violation;

struct NamedViolation {
  Violation violation;
  std::string_view name;
  std::string_view remedy;
};

/// In the order of the enumeration.
constexpr std::array<NamedViolation, kViolations> kNamed = {{
    {kAuthorizationMissing, "authorization-missing",
     "Send the header \"Authorization: Bearer <token>\" with every request."},
    {kAuthorizationRepeated, "authorization-repeated",
     "Send one Authorization header; a client and a proxy may both have added theirs."},
    {kSchemeNotBearer, "scheme-not-bearer",
     "Begin the Authorization header with \"Bearer \", a blank and the token."},
    {kTokenEmpty, "token-empty", "Put a token after \"Bearer \": the variable for it is empty."},
    {kTokenUnsubstituted, "token-unsubstituted",
     "Fill in the token: what is sent is the name of a variable or of nothing."},
    {kTokenReal, "token-real",
     "Use a token of a scenario: one of Zoom's own has no place in a test."},
    {kTokenUnknown, "token-unknown",
     "Use a token that the scenario lists, or a scenario's name, with or without a session."},
    {kTokenInQuery, "token-in-query",
     "Send the token in the Authorization header: a URL ends up in logs."},
    {kClientMissing, "client-missing",
     "Send the client's id and secret: Authorization: Basic and base64 of id:secret."},
    {kClientUnknown, "client-unknown",
     "Use a client that the scenario lists, add yours to its \"clients\", or name a session by its "
     "id."},
    {kClientSecretWrong, "client-secret-wrong",
     "Send the secret that the scenario's \"clients\" have beside that id."},
    {kGrantUnknown, "grant-unknown",
     "Ask for a token by a grant_type of Zoom's, such as account_credentials."},
    {kGrantNotAllowed, "grant-not-allowed",
     "Use a grant that the scenario's \"clients\" give this one, or add yours to its \"grants\"."},
    {kAuthorizeQueryWrong, "authorize-query-wrong",
     "Send response_type=code to /oauth/authorize, and with a code_challenge the method S256 or "
     "plain."},
    {kRedirectUriWrong, "redirect-uri-wrong",
     "Send a redirect_uri that the client has, and the same one again with the code."},
    {kCodeUnknown, "code-unknown",
     "Send the code that /oauth/authorize gave this client: the variable for it may hold another."},
    {kCodeReused, "code-reused", "Send each code once: it is for one token."},
    {kCodeVerifierWrong, "code-verifier-wrong",
     "Send the code_verifier that the code_challenge of this code was made of."},
    {kRefreshTokenUnknown, "refresh-token-unknown",
     "Send the refresh_token that came with this client's last token."},
    {kRefreshTokenReused, "refresh-token-reused",
     "Keep the refresh_token of each answer, and send that next: it changes with every use."},
    {kAccountUnknown, "account-unknown",
     "Name a session by account_id, as exec's ZOOM_ACCOUNT_ID does: a scenario, or "
     "SCENARIO/ANYTHING."},
    {kSessionNameWrong, "session-name-wrong",
     "Name the session after the scenario: at most 200 bytes, with every variable filled in."},
    {kEndpointUnknown, "endpoint-unknown",
     "Correct the path, or write a stub for an endpoint that zoom-mock does not have."},
    {kMethodWrong, "method-wrong", "Use a method that the path takes."},
    {kPathSlashAtEnd, "path-slash-at-end", "Leave out the slash at the path's end."},
    {kPathSlashDoubled, "path-slash-doubled",
     "Join base URL and path with one slash: an empty segment is part of the path."},
    {kPathLetterCase, "path-letter-case", "Write the path in the letters of the API: case counts."},
    {kPathDoubleEncoded, "path-double-encoded",
     "Percent-encode the path once: %25 stands for a percent sign itself."},
    {kPathVersionDoubled, "path-version-doubled",
     "Write /v2 once: in the base URL or in the path."},
    {kPathVersionMissing, "path-version-missing", "Begin the path with /v2."},
    {kQueryUnknown, "query-unknown",
     "Leave out the query parameter: the operation does not have it, and ignores it."},
    {kQueryValueWrong, "query-value-wrong",
     "Send a value that the query parameter has: another one is ignored."},
    {kIdMissing, "id-missing", "Put an id into the path: the variable for it is empty."},
    {kIdUnsubstituted, "id-unsubstituted",
     "Fill in the id: what is sent is the name of a variable or of nothing."},
    {kIdGrouped, "id-grouped",
     "Write the meeting id as digits alone, without the blanks or hyphens that people read."},
    {kIdFloat, "id-float",
     "Keep the meeting id as a text or a 64-bit integer: a float loses or adds digits."},
    {kIdMalformed, "id-malformed",
     "Write the meeting id as 1 to 19 decimal digits that fit a signed 64-bit integer, a UUID as "
     "22 "
     "letters of base64 and \"==\"."},
    {kUuidEncodedOnce, "uuid-encoded-once",
     "Percent-encode a UUID twice that begins with a slash or holds two in a row: %252F for each."},
    {kBodyMissing, "body-missing", "Send the fields in a body: multipart/form-data or JSON."},
    {kContentTypeMissing, "content-type-missing", "Say in Content-Type what the body is."},
    {kContentTypeUnsupported, "content-type-unsupported",
     "Send multipart/form-data or application/json."},
    {kBodyMislabelled, "body-mislabelled",
     "Let the HTTP library set Content-Type, or set the one that fits the body."},
    {kBodyCompressed, "body-compressed", "Send the body without Content-Encoding."},
    {kBodyTooLarge, "body-too-large",
     "Send less: no request needs so many bytes, parts or values."},
    {kBoundaryMissing, "boundary-missing",
     "Leave the multipart Content-Type to the HTTP library: by hand it lacks a boundary."},
    {kBoundaryNotInBody, "boundary-not-in-body",
     "Announce the boundary that the body has: a copied Content-Type has another one."},
    {kMultipartMalformed, "multipart-malformed",
     "End each part and the body as RFC 7578 says, or let an HTTP library write the form."},
    {kJsonMalformed, "json-malformed", "Write the body with a JSON library: it is no JSON."},
    {kJsonNotObject, "json-not-object", "Send a JSON object: {\"stream_url\": …}."},
    {kFieldMissing, "field-missing", "Send every field that the operation requires."},
    {kFieldMisspelt, "field-misspelt", "Spell the field as the operation does."},
    {kFieldUnknown, "field-unknown",
     "Leave out the field: the operation does not have it, and ignores it."},
    {kFieldRepeated, "field-repeated", "Send each field once: only the first one counts."},
    {kFieldIsFile, "field-is-file",
     "Send the value as a field: a part with a file name is an upload."},
    {kFieldNotText, "field-not-text", "Send the value as a JSON string, in quotes."},
    {kFieldNotBoolean, "field-not-boolean", "Send true or false: in JSON without quotes."},
    {kFieldValueUnknown, "field-value-unknown",
     "Send one of the values that the operation has: letter case counts."},
    {kFieldEmpty, "field-empty", "Fill in the field: the variable for it is empty."},
    {kFieldTooShort, "field-too-short", "Lengthen the value to what the operation documents."},
    {kFieldUnsubstituted, "field-unsubstituted",
     "Fill in the field: what is sent is the name of a variable or of nothing."},
    {kFieldBlankAtEnd, "field-blank-at-end",
     "Trim the value: a blank or a line break at its end is part of it."},
    {kFieldTooLong, "field-too-long", "Shorten the value to what the operation documents."},
    {kFieldNotUri, "field-not-uri", "Send a whole URI, with its scheme: https://…"},
    {kFieldNotEmail, "field-not-email", "Send one e-mail address, bare: ada@example.com."},
    {kFieldNotInteger, "field-not-integer", "Send a whole number: in JSON without quotes."},
    {kFieldOutOfRange, "field-out-of-range", "Send a number that the operation documents."},
    {kFieldNotList, "field-not-list", "Send a JSON list: [ … ]."},
    {kFieldNotTime, "field-not-time",
     "Write the time as 2026-12-01T10:00:00Z, or without Z beside a timezone."},
    {kRetryTooEarly, "retry-too-early",
     "Wait as long as Retry-After says before the request is sent again."},
    {kNotHttp, "not-http", "Send HTTP/1.1 by RFC 9112, as every HTTP library does."},
    {kTlsOnPlainPort, "tls-on-plain-port", "Use http:// for this port, or the TLS port."},
    {kPlainOnTlsPort, "plain-on-tls-port", "Use https:// for this port, or the plain port."},
    {kHeadTooLarge, "head-too-large", "Send fewer and shorter headers."},
    {kRequestUnfinished, "request-unfinished",
     "Send the whole body that Content-Length or the chunks announce, and in time."},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kNamed.size(); ++i) {
    if (static_cast<std::size_t>(kNamed.at(i).violation) != i) return false;
  }
  return true;
}
static_assert(is_in_order());

const NamedViolation& named(Violation violation) {
  return kNamed.at(static_cast<std::size_t>(violation));
}

}  // namespace

std::string_view violation_name(Violation violation) { return named(violation).name; }

std::string_view remedy(Violation violation) { return named(violation).remedy; }

std::optional<Violation> find_violation(std::string_view name) {
  const auto* const found = std::ranges::find(kNamed, name, &NamedViolation::name);
  if (found == kNamed.end()) return std::nullopt;
  return found->violation;
}

std::vector<std::string> violation_names() {
  std::vector<std::string> names;
  for (const auto& each : kNamed) names.emplace_back(each.name);
  return names;
}

Violations Violations::all() {
  Violations all;
  all.bits_.set();
  return all;
}

Violations Violations::without(const Violations& others) const {
  Violations rest = *this;
  rest.bits_ &= ~others.bits_;
  return rest;
}

std::vector<Violation> Violations::list() const {
  std::vector<Violation> violations;
  if (empty()) return violations;
  for (const auto& each : kNamed) {
    if (has(each.violation)) violations.push_back(each.violation);
  }
  return violations;
}

}  // namespace zoom_mock
