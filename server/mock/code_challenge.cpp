#include "server/mock/code_challenge.h"

#include "server/base/base64.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

std::optional<std::string> demanded_digest(std::string_view challenge, std::string_view method) {
  constexpr std::size_t kDigestBytes = 32;
  const bool is_plain = method.empty() || method == "plain";
  if (!is_plain && method != "S256") return std::nullopt;
  if (challenge.empty()) return method.empty() ? std::optional(std::string()) : std::nullopt;
  if (is_plain) return sha256(challenge);
  // RFC 7636 4.2: base64url without padding, whatever base64_decode() also takes.
  if (challenge.find_first_of("+/=") != challenge.npos) return std::nullopt;
  auto digest = base64_decode(challenge);
  return digest.size() == kDigestBytes ? std::optional(std::move(digest)) : std::nullopt;
}

bool meets_challenge(std::string_view verifier, std::string_view digest) {
  return digest.empty() ? verifier.empty() : is_same_secret(sha256(verifier), digest);
}

}  // namespace zoom_mock
