#pragma once

#include <chrono>
#include <string>

#include "server/contract/answer_check.h"
#include "server/http/message.h"

namespace zoom_mock {

/// What is wrong with the URL below which an API stands; empty when it is right:
/// http[s]://HOST[:PORT][/PATH].
std::string objection_to_base_url(const std::string& url);

/// Sends the contract's requests to any server, and trusts what the system trusts. Follows no
/// redirect. A body may have 1 MiB; what fails is said in the answer. Not thread-safe.
class ContractClient {
 public:
  /// `base_url` is one that objection_to_base_url() takes; `pause`: how long to wait before each
  /// request but the first, for servers that throttle; `patience`: how long an exchange may take.
  explicit ContractClient(std::string base_url, std::chrono::milliseconds pause = {},
                          std::chrono::milliseconds patience = std::chrono::seconds(20));

  /// The request's target stands behind the base URL.
  ContractAnswer send(const Request& request);

 private:
  const std::string base_url_;
  const std::chrono::milliseconds pause_;
  const std::chrono::milliseconds patience_;
  bool has_sent_ = false;
};

}  // namespace zoom_mock
