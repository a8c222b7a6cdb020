#pragma once

#include <httplib.h>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/client/livestream_client.h"

/// The contract of every operation, as a table.
namespace contract {

enum class Profile { kDocumented, kCurrent };

/// The server under test and what is known of it.
struct Target {
  std::string base_url;  ///< everything before "/meetings"
  std::string token;
  std::string meeting;
  Profile profile = Profile::kDocumented;
  bool is_ours = true;  ///< started here, with the shipped default world
};

struct Answer {
  int status = 0;
  std::optional<std::int64_t> code = {};
  std::string message = {};
  std::vector<zoom_livestream::FieldError> errors = {};
  std::string body = {};
  httplib::Headers headers = {};  ///< empty when sent by the client, which shows none
};

using Send = std::function<Answer(const Target&)>;

struct Row {
  std::string operation;  ///< Zoom's operationId
  std::string sentence;
  Send send;
  int status;  ///< in the documented profile, as is `message`
  std::optional<std::int64_t> code = {};
  std::string message = {};  ///< empty: any
  std::vector<zoom_livestream::FieldError> errors = {};
  std::string needs = {};  ///< what only a prepared server has; empty: runs anywhere
};

/// What to send without the client: right unless told otherwise.
struct RawRequest {
  std::string path = "/meetings/{meeting}/livestream";  ///< after the base URL
  std::string content_type = "multipart/form-data; boundary=limit";
  std::string body = published_form();
  std::optional<std::string> authorization = {};  ///< nothing: the target's token; "": no header
  std::string method = "PATCH";
  bool absolute_form = false;

  /// The published sample, encoded.
  static std::string published_form();
};

/// Sends by plain cpp-httplib what the client would never send.
Send raw(const RawRequest& sample);

std::vector<Row> table();

}  // namespace contract
