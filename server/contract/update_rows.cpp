#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/contract/row.h"
#include "server/http/form_data.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kUpdate = "meetingLiveStreamUpdate";
constexpr std::string_view kDone = "live-stream-updated";
constexpr std::string_view kBadForm = "body-malformed";
constexpr std::string_view kBadToken = "access-token-invalid";
constexpr std::string_view kBadId = "meeting-id-invalid";
constexpr std::string_view kBoundary = "limit";
constexpr const char* kFormType = "multipart/form-data; boundary=limit";
constexpr const char* kJsonType = "application/json";
constexpr const char* kMissing = "Missing field.";
constexpr const char* kInvalid = "Invalid field.";

/// The sample that Zoom publishes, with its URL as it stands there.
FieldList published() {
  return {{"stream_url", "aute"},
          {"stream_key", "auteofficia"},
          {"page_url", "auteofficiahttps://IBrRnEbZoeJwPd.ixq+PqOQQZC-z42EWi"}};
}

std::string path_of(std::string_view id) {
  return "/meetings" + (id.empty() ? std::string() : "/" + std::string(id)) + "/livestream";
}

ContractRequest form(const FieldList& fields) {
  return {.method = "PATCH",
          .path = path_of("{meeting}"),
          .content_type = kFormType,
          .body = form_data(fields, kBoundary)};
}

ContractRequest form_at(std::string path) {
  auto request = form(published());
  request.path = std::move(path);
  return request;
}

ContractRequest form_for(std::string authorization, std::string_view id = "{meeting}") {
  auto request = form_at(path_of(id));
  request.authorization = std::move(authorization);
  return request;
}

/// Any body under any label.
ContractRequest body(std::string type, std::string bytes) {
  auto request = form({});
  request.content_type = std::move(type);
  request.body = std::move(bytes);
  return request;
}

/// The published fields without one, or with another value for it.
FieldList fields_but(const std::string& name, std::optional<std::string> value = std::nullopt) {
  FieldList fields;
  for (const auto& field : published()) {
    if (field.first != name) fields.push_back(field);
    if (field.first == name && value) fields.emplace_back(name, *value);
  }
  return fields;
}

std::string long_url(std::size_t size) {
  std::string url = "https://example.com/";
  url.resize(size, 'x');
  return url;
}

ContractRow row(std::string sentence, std::string_view reply, ContractRequest request) {
  return {kUpdate, std::move(sentence), reply, std::move(request)};
}

ContractRow accepted(std::string sentence, ContractRequest request) {
  return row(std::move(sentence), kDone, std::move(request));
}

ContractRow invalid(std::string sentence, ContractRequest request, std::vector<FieldError> errors) {
  return {kUpdate, std::move(sentence), "validation-failed", std::move(request), std::move(errors)};
}

// ---- The rows ----------------------------------------------------------------------------------

std::vector<ContractRow> accepted_rows() {
  const auto whole = form_data(published(), kBoundary);
  auto twice = published();
  twice.emplace_back("page_url", "not a uri");
  auto with_resolution = published();
  with_resolution.emplace_back("resolution", "720p");
  auto with_more = published();
  with_more.emplace_back("title", "nobody asked for it");
  const std::string json =
      R"({"stream_url":"aute","stream_key":"officia","page_url":"https://example.com"})";
  return {
      accepted("the published sample", form(published())),
      accepted("with a resolution", form(with_resolution)),
      accepted("a space at the end of a value", form(fields_but("stream_url", "aute "))),
      accepted("line breaks and something like a boundary in a value",
               form(fields_but("stream_key", "a\r\n--limits--\r\nb"))),
      accepted("a value in UTF-8", form(fields_but("stream_key", "cl\xc3\xa9"))),
      accepted("the longest values", form({{"stream_url", std::string(1024, 'u')},
                                           {"stream_key", std::string(512, 'k')},
                                           {"page_url", long_url(1024)}})),
      accepted("JSON", body(kJsonType, json)),
      accepted("JSON with a charset", body("application/json; charset=utf-8", json)),
      accepted("a quoted boundary", body("multipart/form-data; boundary=\"limit\"", whole)),
      accepted("a charset after the boundary",
               body("multipart/form-data; boundary=limit; charset=utf-8", whole)),
      accepted("a media type in capitals", body("Multipart/Form-Data; Boundary=limit", whole)),
      accepted("a preamble and an epilogue", body(kFormType, "preamble\r\n" + whole + "epilogue")),
      accepted("the first of two fields of a name counts", form(twice)),
      accepted("a field nobody asked for", form(with_more)),
      accepted("a query string", form_at(path_of("{meeting}") + "?a=b&c")),
  };
}

std::vector<ContractRow> token_rows() {
  return {
      row("no Authorization", kBadToken, form_for("")),
      row("another scheme than Bearer", kBadToken, form_for("Basic dGVzdA==")),
      row("Bearer without a token", kBadToken, form_for("Bearer")),
      row("an unknown token", kBadToken, form_for("Bearer no-such-token")),
      row("the token is checked before the id", kBadToken, form_for("Bearer no-such-token", "abc")),
      row("an expired token", "token-expired", form_for("Bearer {expired-token}")),
      row("a token without the scopes", "scope-missing", form_for("Bearer {scopeless-token}")),
      row("the scopes are checked before the id", "scope-missing",
          form_for("Bearer {scopeless-token}", "abc")),
      row("throttled", "rate-limited", form_for("Bearer {throttled-token}")),
  };
}

std::vector<ContractRow> id_rows() {
  auto text = form_at(path_of("abc"));
  text.content_type = "text/plain";
  std::vector<ContractRow> rows = {
      row("no id", "meeting-id-missing", form_at(path_of(""))),
      row("an empty id", "meeting-id-missing", form_at("/meetings//livestream")),
      row("the id :meetingId", kBadId, form_at(path_of(":meetingId"))),
  };
  for (const std::string id : {"abc", "-5", "0", "12345678901234567890", "9223372036854775808",
                               "68 423 085", "6842308x", "1.5"}) {
    rows.push_back(row("the id " + id, kBadId, form_at(path_of(percent_encode(id)))));
  }
  rows.push_back(row("the id is checked before the content type", kBadId, std::move(text)));
  return rows;
}

std::vector<ContractRow> body_rows() {
  constexpr std::string_view kUnsupported = "content-type-unsupported";
  constexpr std::string_view kBadJson = "body-not-json";
  const auto whole = form_data(published(), kBoundary);
  auto bare_lf = whole;
  std::erase(bare_lf, '\r');
  const auto nameless = "--limit\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + whole;
  return {
      row("text/plain", kUnsupported, body("text/plain", whole)),
      row("a form of another kind", kUnsupported,
          body("application/x-www-form-urlencoded", "stream_url=a")),
      row("multipart of another kind", kUnsupported,
          body("multipart/mixed; boundary=limit", whole)),
      row("no boundary", kBadForm, body("multipart/form-data", whole)),
      row("another boundary than announced", kBadForm,
          body("multipart/form-data; boundary=other", whole)),
      row("never closed", kBadForm, body(kFormType, whole.substr(0, whole.size() - 4))),
      row("a nameless part", kBadForm, body(kFormType, nameless)),
      row("lines end in a bare line feed", kBadForm, body(kFormType, bare_lf)),
      row("broken JSON", kBadJson, body(kJsonType, "{\"stream_url\":")),
      row("JSON that is no object", kBadJson, body(kJsonType, "[]")),
  };
}

std::vector<ContractRow> field_rows() {
  const std::vector<FieldError> all_missing = {
      {"stream_url", kMissing}, {"stream_key", kMissing}, {"page_url", kMissing}};
  std::vector<ContractRow> rows = {
      invalid("no field at all", form({}), all_missing),
      invalid("no field at all in JSON", body(kJsonType, "{}"), all_missing),
      invalid("a missing and a bad field", form({{"stream_url", "a"}, {"page_url", "a b"}}),
              {{"stream_key", kMissing}, {"page_url", kInvalid}}),
      invalid("a field's name in another spelling",
              form({{"stream_url", "a"}, {"stream-key", "b"}, {"page_url", "https://c"}}),
              {{"stream_key", kMissing}}),
  };
  const std::vector<std::pair<std::string, std::size_t>> limits = {
      {"stream_url", 1024}, {"stream_key", 512}, {"page_url", 1024}};
  for (const auto& [field, limit] : limits) {
    rows.push_back(invalid("no " + field, form(fields_but(field)), {{field, kMissing}}));
    rows.push_back(invalid(field + " is a byte too long",
                           form(fields_but(field, long_url(limit + 1))), {{field, kInvalid}}));
  }
  for (const std::string url : {"a b", "http://[::1", "%zz", "http://host:port/", "<page>"}) {
    rows.push_back(invalid("page_url is no URI: " + url, form(fields_but("page_url", url)),
                           {{"page_url", kInvalid}}));
  }
  return rows;
}

std::vector<ContractRow> world_rows() {
  const auto at = [](std::string_view id) { return form_at(path_of(id)); };
  auto half = form(fields_but("page_url"));
  half.path = path_of("{webinar}");
  return {
      row("a webinar's id", "webinar-info-not-accessible", at("{webinar}")),
      row("no such meeting", "meeting-does-not-exist", at("{absent-meeting}")),
      row("no such host", "user-does-not-exist", at("{hostless-meeting}")),
      row("a host in another account", "user-not-in-account", at("{foreign-meeting}")),
      row("a host with a basic license", "meeting-hosting-not-allowed", at("{basic-meeting}")),
      invalid("the fields are checked before the meeting", std::move(half),
              {{"page_url", kMissing}}),
  };
}

}  // namespace

std::vector<ContractRow> update_rows() {
  std::vector<ContractRow> rows;
  for (const auto part : {accepted_rows, token_rows, id_rows, body_rows, field_rows, world_rows}) {
    std::ranges::move(part(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace zoom_mock
