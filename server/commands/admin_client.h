#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Holds the URL of the server that commands ask when none is given.
inline constexpr const char* kServerUrlVariable = "ZOOM_MOCK_URL";
inline constexpr const char* kUsualServerUrl = "http://127.0.0.1:8080";

/// What is wrong with the URL of a server; empty when it is right: http://HOST[:PORT].
std::string objection_to_server_url(const std::string& url);

/// What a server's admin API said.
struct AdminAnswer {
  int status;
  std::string body;
};

/// Asks the admin API of a server that runs elsewhere. It bears the token that the environment
/// holds (kAdminTokenVariable).
class AdminClient {
 public:
  /// `url` is one that objection_to_server_url() takes; `patience`: how long an answer may take.
  explicit AdminClient(std::string url,
                       std::chrono::milliseconds patience = std::chrono::seconds(5));

  const std::string& url() const { return url_; }

  /// `target` is path and query, percent-encoded. Errors: throws std::runtime_error when nobody
  /// answers.
  AdminAnswer get(const std::string& target) const;
  AdminAnswer post(const std::string& target, const std::string& json,
                   const std::string& accept = "*/*") const;

 private:
  AdminAnswer send(std::string_view method, const std::string& target,
                   const std::optional<std::string>& json, const std::string& accept) const;

  const std::string url_;
  const std::chrono::milliseconds patience_;
};

}  // namespace zoom_mock
