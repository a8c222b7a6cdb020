#pragma once

#include <httplib.h>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/client/livestream_client.h"

/// Ways to send a row of the contract, with the client or without it.
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

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The sample that Zoom publishes.
inline const zoom_livestream::LivestreamSettings kPublished{
    "aute", "auteofficia", "auteofficiahttps://IBrRnEbZoeJwPd.ixq+PqOQQZC-z42EWi"};
inline const Fields kPublishedFields = {{"stream_url", kPublished.stream_url},
                                        {"stream_key", kPublished.stream_key},
                                        {"page_url", kPublished.page_url}};

/// Through the client.
Send update(const zoom_livestream::LivestreamSettings& settings);
Send update_meeting(const std::string& meeting);
/// An empty meeting: the target's.
Send update_with_token(const std::string& token, const std::string& meeting = "");

/// As multipart/form-data with the boundary "limit".
std::string form(const Fields& fields);

/// The published fields without one, or with another value for it.
Fields fields_but(const std::string& name, std::optional<std::string> value = std::nullopt);

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
Send raw_form(const Fields& fields);
Send raw_json(const std::string& json);

}  // namespace contract
