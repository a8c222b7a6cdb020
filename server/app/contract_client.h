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
/// redirect. Connecting and reading may take 20 s each, a body 1 MiB; what fails is said in the
/// answer. Not thread-safe.
class ContractClient {
 public:
  /// `base_url` is one that objection_to_base_url() takes; `pause`: how long to wait before each
  /// request but the first, for servers that throttle.
  explicit ContractClient(std::string base_url, std::chrono::milliseconds pause = {});

  /// The request's target stands behind the base URL.
  ContractAnswer send(const Request& request);

 private:
  const std::string base_url_;
  const std::chrono::milliseconds pause_;
  bool has_sent_ = false;
};

}  // namespace zoom_mock
