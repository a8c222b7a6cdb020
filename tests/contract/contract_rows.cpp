#include "tests/contract/contract_rows.h"

#include <map>
#include <utility>

#include "tests/contract/live_stream_rows.h"

namespace contract {
namespace {

using zoom_livestream::FieldError;

constexpr const char* kUpdate = "meetingLiveStreamUpdate";
constexpr const char* kUser = "user";

std::string long_url(std::size_t size) {
  std::string url = "https://example.com/";
  url.resize(size, 'x');
  return url;
}

Row refused(std::string sentence, Send send, int status, std::int64_t code, std::string message,
            std::string needs = "") {
  return {kUpdate, std::move(sentence), std::move(send), status, code, std::move(message),
          {},      std::move(needs)};
}

Row invalid(std::string sentence, Send send, std::vector<FieldError> errors) {
  return {kUpdate, std::move(sentence),  std::move(send),  300,
          300,     "Validation Failed.", std::move(errors)};
}

Row accepted(std::string sentence, Send send, std::string needs = "") {
  return {kUpdate, std::move(sentence), std::move(send), 204, {}, "", {}, std::move(needs)};
}

std::vector<Row> token_rows() {
  const std::string invalid_token = "Invalid access token.";
  const std::string needs_scopes = "a token without the scopes";
  return {
      refused("no Authorization", raw({.authorization = ""}), 401, 124, invalid_token),
      refused("another scheme than Bearer", raw({.authorization = "Basic dGVzdA=="}), 401, 124,
              invalid_token),
      refused("Bearer without a token", raw({.authorization = "Bearer"}), 401, 124, invalid_token),
      refused("an unknown token", update_with_token("no-such-token"), 401, 124, invalid_token),
      refused("an expired token", update_with_token("expired-token"), 401, 124,
              "Access token is expired.", "an expired token"),
      refused("a token without the scopes", update_with_token("read-only-token"), 400, 4711, "",
              needs_scopes),
      refused("the token is checked before the id", update_with_token("no-such-token", "abc"), 401,
              124, invalid_token),
      refused("the scopes are checked before the id", update_with_token("read-only-token", "abc"),
              400, 4711, "", needs_scopes),
  };
}

std::vector<Row> id_rows() {
  const std::string no_id = "Missing meetingId";
  std::vector<Row> rows = {
      refused("an empty id", update_meeting(""), 300, 300, no_id),
      refused("no id", raw({.path = "/meetings/livestream"}), 300, 300, no_id),
      refused("the id is checked before the content type",
              raw({.path = "/meetings/abc/livestream", .content_type = "text/plain"}), 300, 300,
              "Invalid meetingId."),
      accepted("the largest id", update_meeting("9223372036854775807"), "a meeting of that id"),
  };
  for (const std::string id : {"abc", "-5", "0", ":meetingId", "12345678901234567890",
                               "9223372036854775808", "68 423 085", "6842308x", "1.5"}) {
    rows.push_back(refused("the id " + id, update_meeting(id), 300, 300, "Invalid meetingId."));
  }
  return rows;
}

std::vector<Row> body_rows() {
  const std::string unsupported = "Unsupported Content Type";
  const std::string whole = form(kPublishedFields);
  std::string bare_lf = whole;
  std::erase(bare_lf, '\r');
  const std::string nameless = "--limit\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + whole;
  return {
      refused("text/plain", raw({.content_type = "text/plain"}), 415, 300, unsupported),
      refused("a form of another kind",
              raw({.content_type = "application/x-www-form-urlencoded", .body = "stream_url=a"}),
              415, 300, unsupported),
      refused("multipart of another kind", raw({.content_type = "multipart/mixed; boundary=limit"}),
              415, 300, unsupported),
      refused("no boundary", raw({.content_type = "multipart/form-data"}), 300, 300, ""),
      refused("another boundary than announced",
              raw({.content_type = "multipart/form-data; boundary=other"}), 300, 300, ""),
      refused("never closed", raw({.body = whole.substr(0, whole.size() - 4)}), 300, 300, ""),
      refused("a nameless part", raw({.body = nameless}), 300, 300, ""),
      refused("lines end in a bare line feed", raw({.body = bare_lf}), 300, 300, ""),
      refused("broken JSON", raw_json("{\"stream_url\":"), 300, 300, ""),
      refused("JSON that is no object", raw_json("[]"), 300, 300, ""),
      refused("more than 64 parts", raw_form(Fields(65, {"stream_url", "a"})), 413, 413, "",
              "zoom-mock's own limit of parts"),
      refused("more than 1 MiB", raw({.body = std::string(1024 * 1024 + 1, 'x')}), 413, 413, "",
              "zoom-mock's own limit of bytes"),
  };
}

std::vector<Row> field_rows() {
  const std::string missing = "Missing field.";
  const std::string bad = "Invalid field.";
  std::vector<Row> rows = {
      invalid("no field at all", raw_form({}),
              {{"stream_url", missing}, {"stream_key", missing}, {"page_url", missing}}),
      invalid("no field at all in JSON", raw_json("{}"),
              {{"stream_url", missing}, {"stream_key", missing}, {"page_url", missing}}),
      invalid("a missing and a bad field", raw_form({{"stream_url", "a"}, {"page_url", "a b"}}),
              {{"stream_key", missing}, {"page_url", bad}}),
      invalid("a field's name in another spelling",
              raw_form({{"stream_url", "a"}, {"stream-key", "b"}, {"page_url", "https://c"}}),
              {{"stream_key", missing}}),
      accepted("the longest values",
               update({std::string(1024, 'u'), std::string(512, 'k'), long_url(1024)})),
  };
  for (const std::string field : {"stream_url", "stream_key", "page_url"}) {
    rows.push_back(invalid("no " + field, raw_form(fields_but(field)), {{field, missing}}));
  }
  const std::map<std::string, std::size_t> limits = {
      {"stream_url", 1024}, {"stream_key", 512}, {"page_url", 1024}};
  for (const auto& [field, limit] : limits) {
    rows.push_back(invalid(field + " is a byte too long",
                           raw_form(fields_but(field, long_url(limit + 1))), {{field, bad}}));
  }
  for (const std::string url : {"a b", "http://[::1", "%zz", "http://host:port/", "<page>"}) {
    rows.push_back(invalid("page_url is no URI: " + url,
                           update({kPublished.stream_url, kPublished.stream_key, url}),
                           {{"page_url", bad}}));
  }
  return rows;
}

std::vector<Row> world_rows() {
  const std::string webinar = "4000003000";
  return {
      refused("a webinar's id", update_meeting(webinar), 400, 3000, "Cannot access webinar info.",
              "a webinar"),
      refused("no such meeting", update_meeting("4040003001"), 404, 3001,
              "Meeting does not exist: 4040003001.", "a meeting that does not exist"),
      refused("no such host", update_meeting("4040001001"), 404, 1001,
              "User user-unknown does not exist.", "a meeting whose host does not exist"),
      refused("a host in another account", update_meeting("4000001010"), 400, 1010,
              "User does not belong to this account: account-1.", "a meeting of another account"),
      refused("a host with a basic license", update_meeting("4000003161"), 400, 3161,
              "Meeting hosting and scheduling capabilities are not allowed for your user account.",
              "a meeting whose host has a basic license"),
      {kUpdate,
       "the fields are checked before the meeting",
       raw({.path = "/meetings/" + webinar + "/livestream", .body = form(fields_but("page_url"))}),
       300,
       300,
       "Validation Failed.",
       {{"page_url", "Missing field."}},
       "a webinar"},
  };
}

/// Every operation can be throttled.
std::vector<Row> throttled_rows() {
  const std::string token = "throttled-token";
  auto update =
      refused("throttled", update_with_token(token), 429, 429,
              "You have reached the maximum per-second rate limit for this API. Try again later.",
              "a token that is throttled");
  auto user = update;
  user.operation = kUser;
  user.send =
      raw({.path = "/users/me", .body = "", .authorization = "Bearer " + token, .method = "GET"});
  return {std::move(update), std::move(user)};
}

std::vector<Row> accepted_rows() {
  Fields twice = kPublishedFields;
  twice.emplace_back("page_url", "not a uri");
  const std::string json =
      R"({"stream_url":"aute","stream_key":"officia","page_url":"https://example.com"})";
  return {
      accepted("the published sample", update(kPublished)),
      accepted("with a resolution", update({"aute", "key", "https://example.com", "720p"})),
      accepted("a space at the end of a value", update({"aute ", "officia", kPublished.page_url})),
      accepted("line breaks and something like a boundary in a value",
               update({"rtmp://host/app", "a\r\n--limit--\r\nb", "https://example.com"})),
      accepted("a value in UTF-8", update({"rtmp://host/app", "cl\xc3\xa9", "https://a.example"})),
      accepted("JSON", raw_json(json)),
      accepted("JSON with a charset",
               raw({.content_type = "application/json; charset=utf-8", .body = json})),
      accepted("a quoted boundary",
               raw({.content_type = "multipart/form-data; boundary=\"limit\""})),
      accepted("a charset after the boundary",
               raw({.content_type = "multipart/form-data; boundary=limit; charset=utf-8"})),
      accepted("a media type in capitals",
               raw({.content_type = "Multipart/Form-Data; Boundary=limit"})),
      accepted("a preamble and an epilogue",
               raw({.body = "preamble\r\n" + form(kPublishedFields) + "epilogue"})),
      accepted("the first of two fields of a name counts", raw_form(twice)),
      accepted("a field nobody asked for", raw_form(fields_but("page_url", kPublished.page_url))),
      accepted("a query string", raw({.path = "/meetings/{meeting}/livestream?a=b&c"})),
      accepted("an absolute-form target", raw({.absolute_form = true}),
               "a server that is its own proxy"),
  };
}

}  // namespace

std::vector<Row> table() {
  std::vector<Row> rows = {
      {kUser, "whose the token is", raw({.path = "/users/me", .body = "", .method = "GET"}), 200}};
  for (auto part :
       {token_rows, id_rows, body_rows, field_rows, world_rows, throttled_rows, accepted_rows}) {
    for (auto& row : part()) rows.push_back(std::move(row));
  }
  for (auto& row : live_stream_rows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace contract
