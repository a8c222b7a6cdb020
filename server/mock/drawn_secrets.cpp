#include "server/mock/drawn_secrets.h"

#include "server/base/base64.h"
#include "server/base/json_text.h"
#include "server/mock/identity.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kPasscodeDigits = 6;
constexpr std::size_t kSignatureLetters = 43;
constexpr std::string_view kZakHeader =
    R"({"typ":"JWT","sv":"000001","zm_skm":"zm_o2m","alg":"HS256"})";

IdDraw next_draw(const Call& call, Session& session) {
  return {call.seed, session.name(), session.world().next_secret()};
}

}  // namespace

std::string new_secret(const Call& call, Session& session, std::string_view purpose,
                       std::size_t letters) {
  return draw_text(purpose, next_draw(call, session), letters);
}

std::string new_passcode(const Call& call, Session& session) {
  return draw_digits("passcode", next_draw(call, session), kPasscodeDigits);
}

std::string new_zak(const Call& call, Session& session, std::string_view user,
                    std::chrono::seconds lifetime) {
  const auto until = std::chrono::floor<std::chrono::seconds>(call.now) + lifetime;
  const auto claims = R"({"aud":"clientsm","uid":)" + json_string(user) + R"(,"exp":)" +
                      std::to_string(until.time_since_epoch().count()) + "}";
  return base64url_encode(kZakHeader) + "." + base64url_encode(claims) + "." +
         new_secret(call, session, "zak", kSignatureLetters);
}

}  // namespace zoom_mock
