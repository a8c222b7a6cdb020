#pragma once

#include <httplib.h>

#include <map>
#include <mutex>
#include <string>

/// Hears from Zoom which meetings are on, and believes nothing that is not signed, or signed long
/// ago.
class Receiver {
 public:
  explicit Receiver(std::string secret);

  /// Answers POST /zoom/events of that server.
  void listen_on(httplib::Server& server);

  /// Whether the meeting of that number has started and not ended. Thread-safe.
  bool is_on(const std::string& meeting) const;
  /// How many requests were refused.
  int refused() const;

 private:
  void answer(const httplib::Request& request, httplib::Response& response);
  bool is_signed(const httplib::Request& request) const;
  void remember(const std::string& event, const std::string& meeting, long long at);

  struct State {
    bool is_on = false;
    long long at = 0;  ///< milliseconds since 1970
  };

  const std::string secret_;
  mutable std::mutex mutex_;
  std::map<std::string, State> meetings_;
  int refused_ = 0;
};
