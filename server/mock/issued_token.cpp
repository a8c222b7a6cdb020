#include "server/mock/issued_token.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "server/base/base64.h"
#include "server/base/number.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

/// Between the claims: no alias has one.
constexpr char kBetween = '\n';

/// The text up to `mark`, which is taken away with it.
std::string_view take(std::string_view& text, char mark) {
  const auto taken = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(taken.size() + 1, text.size()));
  return taken;
}

std::string claims_of(const IssuedToken& token) {
  const auto since_epoch =
      std::chrono::duration_cast<std::chrono::milliseconds>(token.expires.time_since_epoch());
  return std::to_string(token.grant) + kBetween + std::to_string(since_epoch.count()) + kBetween +
         token.alias;
}

}  // namespace

TokenIssuer::TokenIssuer() {
  std::random_device source;
  std::ranges::generate(key_, [&] { return static_cast<unsigned char>(source()); });
}

std::string TokenIssuer::mac_of(std::string_view text) const {
  return hmac_sha256({reinterpret_cast<const char*>(key_.data()), key_.size()}, text);
}

std::string TokenIssuer::issue(const IssuedToken& token) const {
  const auto signed_part =
      base64url_encode(token.session) + "." + base64url_encode(claims_of(token));
  return signed_part + "." + base64url_encode(mac_of(signed_part));
}

std::optional<IssuedToken> TokenIssuer::read(std::string_view value) const {
  const auto last = value.rfind('.');
  if (last == value.npos || last == value.find('.')) return std::nullopt;
  const auto expected = base64url_encode(mac_of(value.substr(0, last)));
  const auto mac = value.substr(last + 1);
  if (mac.size() != expected.size() ||
      CRYPTO_memcmp(mac.data(), expected.data(), mac.size()) != 0) {
    return std::nullopt;
  }
  auto rest = value.substr(0, last);
  IssuedToken token;
  token.session = base64_decode(take(rest, '.'));
  const auto claims = base64_decode(rest);
  std::string_view text = claims;
  const auto grant = whole_number_in(take(text, kBetween));
  const auto expires = whole_number_in(take(text, kBetween));
  if (!grant || !expires) return std::nullopt;
  token.grant = *grant;
  token.expires = Clock::TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(*expires)));
  token.alias = text;
  return token;
}

}  // namespace zoom_mock
