#include "server/app/postman_reply.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/json_source.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/mock/admin/answer_secrets.h"
#include "server/scenario/load/placeholder_check.h"
#include "server/scenario/load/reply_loader.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// What is nested deeper stays text: a scenario has room for less than kMaxJsonDepth.
constexpr std::size_t kMostDepth = 48;
constexpr std::size_t kMostBodyValues = 100'000;

/// Beginnings of the names of headers that clients act on.
constexpr std::array<std::string_view, 8> kHeadersThatMatter = {
    "Allow",       "Content-Type",     "ETag",        "Link", "Location",
    "Retry-After", "WWW-Authenticate", "X-RateLimit-"};

struct ZoomPlaceholder {
  std::string_view of_zoom;
  std::string_view of_scenarios;
};
constexpr std::array kPlaceholders = {
    ZoomPlaceholder{"{meetingId}", "{meeting_id}"}, ZoomPlaceholder{"{webinarId}", "{meeting_id}"},
    ZoomPlaceholder{"{userId}", "{user_id}"}, ZoomPlaceholder{"{accountId}", "{account_id}"}};

bool is_binary(const SavedExample& example) {
  constexpr std::array<std::string_view, 6> kBinary = {
      "audio/",          "image/",         "video/", "application/octet-stream",
      "application/pdf", "application/zip"};
  const auto type = example.headers.find("Content-Type").value_or("");
  const bool has_type = std::ranges::any_of(
      kBinary, [&](std::string_view binary) { return istarts_with(type, binary); });
  return has_type || std::ranges::any_of(example.body, [](char c) {
           return is_control(c) && c != '\n' && c != '\r' && c != '\f';
         });
}

const ZoomPlaceholder* find_placeholder(std::string_view word) {
  const auto* const found = std::ranges::find(kPlaceholders, word, &ZoomPlaceholder::of_zoom);
  return found == kPlaceholders.end() ? nullptr : found;
}

bool has_foreign_words(std::string_view text) {
  return std::ranges::any_of(
      braced_words(text), [](std::string_view word) { return find_placeholder(word) == nullptr; });
}

/// Braces that a scenario would take for a placeholder of its own become those that it has, or
/// <word>; {{word}} does too.
std::string with_own_placeholders(std::string_view text) {
  std::string result;
  std::size_t done = 0;
  for (const auto word : braced_words(text)) {
    auto begin = static_cast<std::size_t>(word.data() - text.data());
    auto end = begin + word.size();
    const bool is_variable =
        begin > done && text[begin - 1] == '{' && end < text.size() && text[end] == '}';
    if (is_variable) --begin, ++end;
    const auto* const own = find_placeholder(word);
    result += text.substr(done, begin - done);
    result += own != nullptr && !is_variable
                  ? std::string(own->of_scenarios)
                  : "<" + std::string(word.substr(1, word.size() - 2)) + ">";
    done = end;
  }
  return result.append(text.substr(done));
}

std::size_t depth_of(const JsonNode& node) {
  std::size_t depth = 0;
  for (const auto& item : node.items) depth = std::max(depth, depth_of(item));
  for (const auto& member : node.members) depth = std::max(depth, depth_of(member.value));
  return depth + 1;
}

/// Sets the body, and says of which media type it is then.
std::string_view set_body(const std::string& body, int status, Json& reply) {
  if (body.empty() || is_bodiless(status)) {
    if (!is_bodiless(status)) reply["text"] = "";
    return {};
  }
  const auto read = parse_json(body, JsonComments::kRefused, kMostBodyValues);
  const bool is_json = !read.syntax_error && read.duplicate_keys.empty() &&
                       (read.root.is_object() || read.root.is_array()) &&
                       depth_of(read.root) <= kMostDepth;
  reply[is_json ? "json" : "text"] = is_json ? to_json(read.root) : Json(body);
  return is_json ? "application/json" : "text/plain";
}

Json headers_json(const Headers& headers, std::string_view given_type, Shown& shown) {
  auto json = Json::object();
  for (const auto& header : headers) {
    const auto matters = [&](std::string_view name) { return istarts_with(header.name, name); };
    if (std::ranges::none_of(kHeadersThatMatter, matters)) continue;
    if (!is_token(header.name) || is_framing_field(header.name) || has_control(header.value)) {
      continue;
    }
    const bool is_type = iequals(header.name, "Content-Type");
    if (is_type && (given_type.empty() || istarts_with(header.value, given_type))) continue;
    json[header.name] = with_own_placeholders(shown.header(header));
  }
  return json;
}

std::string text_of_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A message that stands in the example's name has no body yet.
std::string body_of(const PostmanAnswer& answer) {
  if (answer.message.empty() || !answer.body.empty()) return answer.body;
  return text_of_json({{"code", answer.code}, {"message", answer.message}});
}

void add_remarks(bool is_masked, bool is_changed, ImportedReply& imported) {
  if (is_masked) imported.remarks.emplace_back("What has the name of a secret is masked.");
  if (is_changed) {
    imported.remarks.emplace_back(
        "Words in braces are placeholders of scenarios: those that are none became <word>.");
  }
}

}  // namespace

std::string objection_to_answer(const SavedExample& example) {
  if (example.status == 0) return "the example has no status";
  if (example.status < kLowestStatus || example.status > kHighestStatus) {
    return "no scenario answers by HTTP " + std::to_string(example.status);
  }
  if (example.body.size() > kMostImportedBody) {
    return "its body has " + std::to_string(example.body.size()) + " bytes, more than " +
           std::to_string(kMostImportedBody);
  }
  if (is_binary(example)) return "its body is binary";
  return {};
}

ImportedReply named_reply(const PostmanAnswer& answer, const CatalogueReply& reply) {
  Shown shown(Secrets::kMasked);
  hide_secrets_of_answer(answer.example->body, answer.example->headers, shown);
  const auto headers = headers_json(answer.example->headers, "application/json", shown);
  if (headers.empty()) return {Json(reply.name).dump()};
  return {text_of_json({{"use", reply.name}, {"headers", headers}})};
}

ImportedReply imported_reply(const PostmanAnswer& answer) {
  ImportedReply imported;
  Json reply = {{"status", answer.status}};
  Shown shown(Secrets::kMasked);
  const auto whole = body_of(answer);
  hide_secrets_of_answer(whole, answer.example->headers, shown);
  const auto shown_body = shown.without_hidden(whole);
  const auto body = with_own_placeholders(shown_body);
  add_remarks(shown_body != whole, has_foreign_words(shown_body), imported);
  const auto type = set_body(body, answer.status, reply);
  if (auto headers = headers_json(answer.example->headers, type, shown); !headers.empty()) {
    reply["headers"] = std::move(headers);
  }
  if (reply.size() == 1) reply = answer.status;
  imported.reply = text_of_json(reply);
  return imported;
}

}  // namespace zoom_mock
