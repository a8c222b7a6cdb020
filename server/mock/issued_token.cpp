#include "server/mock/issued_token.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <utility>

#include "server/base/base64.h"
#include "server/base/number.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

/// Between the claims, of which only the last one may have it.
constexpr char kBetween = '\n';
constexpr std::size_t kKeyBytes = 32;

/// The text up to `mark`, which is taken away with it.
std::string_view take_until(std::string_view& text, char mark) {
  const auto taken = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(taken.size() + 1, text.size()));
  return taken;
}

std::string random_bytes(std::size_t count) {
  std::random_device source;
  std::string bytes(count, '\0');
  std::ranges::generate(bytes, [&] { return static_cast<char>(source()); });
  return bytes;
}

std::uint64_t random_number() {
  std::random_device source;
  return (static_cast<std::uint64_t>(source()) << 32U) | source();
}

Clock::TimePoint in_whole_ms(Clock::TimePoint time) {
  return std::chrono::floor<std::chrono::milliseconds>(time);
}

std::string claim_of(Clock::TimePoint time) {
  return std::to_string(
      std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

std::string claims_of(const IssuedToken& token) {
  std::string text;
  for (const auto& claim : {std::to_string(static_cast<unsigned>(token.kind)),
                            claim_of(token.grant.granted), std::to_string(token.grant.issuer),
                            std::to_string(token.grant.number), claim_of(token.expires),
                            token.alias, token.redirect_uri, base64url_encode(token.challenge)}) {
    text += claim + kBetween;
  }
  return text + token.client;
}

/// Reads them in the order in which they were written.
class Claims {
 public:
  explicit Claims(std::string_view text) : text_(text) {}

  std::string_view text() { return take_until(text_, kBetween); }
  std::uint64_t number() {
    const auto number = whole_number_in(text());
    are_whole_ = are_whole_ && number;
    return number.value_or(0);
  }
  Clock::TimePoint time() {
    return Clock::TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(number())));
  }
  std::string_view rest() const { return text_; }
  bool are_whole() const { return are_whole_; }

 private:
  std::string_view text_;
  bool are_whole_ = true;
};

}  // namespace

TokenIssuer::TokenIssuer(std::string key)
    : key_(key.empty() ? random_bytes(kKeyBytes) : std::move(key)), issuer_(random_number()) {}

Grant TokenIssuer::next_grant(Clock::TimePoint now) {
  return {in_whole_ms(now), issuer_, ++grants_};
}

Grant TokenIssuer::last_grant(Clock::TimePoint now) const {
  return {in_whole_ms(now), issuer_, grants_};
}

std::string TokenIssuer::issue(const IssuedToken& token) const {
  const auto signed_part =
      base64url_encode(token.session) + "." + base64url_encode(claims_of(token));
  return signed_part + "." + base64url_encode(hmac_sha256(key_, signed_part));
}

std::optional<IssuedToken> TokenIssuer::read(std::string_view value) const {
  const auto last = value.rfind('.');
  if (last == value.npos || last == value.find('.')) return std::nullopt;
  const auto expected = base64url_encode(hmac_sha256(key_, value.substr(0, last)));
  if (!is_same_secret(value.substr(last + 1), expected)) return std::nullopt;
  auto rest = value.substr(0, last);
  IssuedToken token;
  token.session = base64_decode(take_until(rest, '.'));
  const auto text = base64_decode(rest);
  Claims claims(text);
  const auto kind = claims.number();
  token.grant.granted = claims.time();
  token.grant.issuer = claims.number();
  token.grant.number = claims.number();
  token.expires = claims.time();
  token.alias = claims.text();
  token.redirect_uri = claims.text();
  token.challenge = base64_decode(claims.text());
  token.client = claims.rest();
  if (!claims.are_whole() || kind >= kIssuedKinds) return std::nullopt;
  token.kind = static_cast<IssuedKind>(kind);
  return token;
}

}  // namespace zoom_mock
