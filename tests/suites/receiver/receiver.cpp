#include "receiver.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

namespace {

constexpr long long kOldestSeconds = 300;

std::string hmac_hex(const std::string& secret, const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    constexpr const char* kDigits = "0123456789abcdef";
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

bool are_equal(const std::string& one, const std::string& other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

long long seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// Zoom writes the number of a meeting as a number in some events, as a text in others.
std::string meeting_in(const nlohmann::json& event) {
  const auto& id = event.at("payload").at("object").at("id");
  return id.is_string() ? id.get<std::string>() : id.dump();
}

}  // namespace

Receiver::Receiver(std::string secret) : secret_(std::move(secret)) {}

void Receiver::listen_on(httplib::Server& server) {
  server.Post("/zoom/events", [this](const httplib::Request& request, httplib::Response& response) {
    answer(request, response);
  });
}

bool Receiver::is_on(const std::string& meeting) const {
  const std::scoped_lock lock(mutex_);
  const auto known = meetings_.find(meeting);
  return known != meetings_.end() && known->second.is_on;
}

int Receiver::refused() const {
  const std::scoped_lock lock(mutex_);
  return refused_;
}

bool Receiver::is_signed(const httplib::Request& request) const {
  const auto timestamp = request.get_header_value("x-zm-request-timestamp");
  const auto age = seconds_now() - std::atoll(timestamp.c_str());
  if (age > kOldestSeconds || age < -kOldestSeconds) return false;
  const auto wanted = "v0=" + hmac_hex(secret_, "v0:" + timestamp + ":" + request.body);
  return are_equal(wanted, request.get_header_value("x-zm-signature"));
}

void Receiver::answer(const httplib::Request& request, httplib::Response& response) {
  if (!is_signed(request)) {
    const std::scoped_lock lock(mutex_);
    ++refused_;
    response.status = 401;
    return;
  }
  const auto event = nlohmann::json::parse(request.body);
  const auto name = event.at("event").get<std::string>();
  if (name == "endpoint.url_validation") {
    const auto plain = event.at("payload").at("plainToken").get<std::string>();
    const nlohmann::json proof = {{"plainToken", plain},
                                  {"encryptedToken", hmac_hex(secret_, plain)}};
    response.set_content(proof.dump(), "application/json");
    return;
  }
  remember(name, meeting_in(event), event.at("event_ts").get<long long>());
  response.status = 204;
}

void Receiver::remember(const std::string& event, const std::string& meeting, long long at) {
  const std::scoped_lock lock(mutex_);
  auto& state = meetings_[meeting];
  if (at < state.at) return;  // events may overtake each other
  if (event == "meeting.started") state = {true, at};
  if (event == "meeting.ended" || event == "meeting.deleted") state = {false, at};
}
