#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/mock/match.h"
#include "server/scenario/load/matcher_loader.h"
#include "tests/scenario/load/written_matcher.h"

namespace zoom_mock {

using Reasons = std::vector<std::string>;

inline constexpr std::string_view kLivestream = "/v2/meetings/68423085/livestream";

inline Token token_called(std::string alias) {
  Token token;
  token.alias = std::move(alias);
  return token;
}

/// A request with everything that a stub is held against.
class Sent {
 public:
  explicit Sent(Request request, Token token = token_called("host"))
      : request_(std::move(request)), token_(std::move(token)) {}

  Call call() const {
    Call call{.request = request_, .target = split_target(request_.target), .token = token_};
    call.route = find_route(request_.method, call.target.path);
    call.form = read_form(request_);
    return call;
  }

 private:
  Request request_;
  Token token_;
};

inline Sent patch(std::string_view target = kLivestream, Headers headers = {},
                  std::string body = {}) {
  return Sent({"PATCH", std::string(target), std::move(headers), std::move(body)});
}

inline Sent patch_json(std::string body) {
  return patch(kLivestream, {{"Content-Type", "application/json"}}, std::move(body));
}

/// One multipart part for each pair of parameters and content.
inline Sent patch_parts(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string body;
  for (const auto& [parameters, content] : parts) {
    body += "--b\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n" + content + "\r\n";
  }
  return patch(kLivestream, {{"Content-Type", "multipart/form-data; boundary=b"}},
               body + "--b--\r\n");
}

inline Sent sent_get(std::string_view target) { return Sent({"GET", std::string(target), {}, {}}); }

/// Holds one condition against one request: nothing when it matches.
inline Reasons reasons(const When& when, const Sent& sent) {
  auto result = mismatches(when, sent.call());
  PatternWork work;
  CHECK(matches(when, sent.call(), work) == result.empty());
  return result;
}

inline When when_field(std::string name, std::string_view notation) {
  When when;
  when.fields.emplace_back(std::move(name), matcher(notation));
  return when;
}

inline When when_header(std::string name, std::string_view notation) {
  When when;
  when.headers.emplace_back(std::move(name), matcher(notation));
  return when;
}

inline When when_query(std::string name, std::string_view notation) {
  When when;
  when.query.emplace_back(std::move(name), matcher(notation));
  return when;
}

inline When when_json(std::string pointer, std::string_view notation) {
  When when;
  when.json.emplace_back(std::move(pointer), matcher(notation, ValueKind::kJson));
  return when;
}

inline When when_meeting(std::string_view notation) {
  When when;
  when.meeting = matcher(notation);
  return when;
}

inline When when_content_type(std::string_view notation) {
  When when;
  when.content_type = matcher(notation);
  return when;
}

inline When when_endpoint(std::optional<std::string> method, std::optional<std::string> path) {
  When when;
  when.method = std::move(method);
  when.path = std::move(path);
  return when;
}

inline When when_tokens(std::vector<std::string> aliases) {
  When when;
  when.tokens = std::move(aliases);
  return when;
}

}  // namespace zoom_mock
