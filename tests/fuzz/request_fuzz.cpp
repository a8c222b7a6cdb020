// Input: what a client sends over one connection, answered by the whole mock without a socket.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/form.h"
#include "server/http/grammar.h"
#include "server/mock/mock.h"
#include "server/wire/answer.h"
#include "server/wire/framing.h"
#include "tests/fuzz/input.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

using State = RequestFramer::State;

constexpr std::size_t kMostSessions = 4;
/// A secret that the dictionary and the seeds send as a stream key and as a token.
constexpr std::string_view kPlanted = "planted-4f1c";

/// A little of everything a stub can ask for and a reply can do.
constexpr std::string_view kScenario = R"({
  "extends": "default",
  "tokens": {
    "brief": { "value": "brief-token", "expires_in_s": 60 },
    "revoked": { "value": "revoked-token", "state": "revoked" }
  },
  "meetings": { "1": { "host": { "license": "basic" } } },
  "stubs": [
    { "name": "strict", "when": { "token": ["host", "brief"], "meeting": { "starts_with": "9" },
        "fields": { "stream_url": { "not": { "matches": "rtmps?://.+" } },
                    "stream_key": { "length": "3..", "ends_with": "a" },
                    "page_url": { "filename": { "is": "present" } } } },
      "reply": 400 },
    { "name": "late", "when": { "headers": { "X-Late": { "is": "present" } } },
      "reply": { "delay_ms": { "median": 20, "sigma": 0.5, "max": 90 } } },
    { "name": "spoilt", "when": { "headers": { "X-Spoilt": { "count": "2.." } } },
      "reply": { "fault": { "kind": "truncate", "probability": 0.5, "times": 2 } } },
    { "name": "echo", "when": { "method": "POST", "path": "/echo/{meetingId}" },
      "reply": { "status": 200, "headers": { "X-Echo": "{header.X-Say}", "X-Id": "{meeting_id}" },
                 "json": { "key": "{field.stream_key}", "id": "{request_id}", "at": "{now}" } } },
    { "name": "text", "when": { "path": "/text", "query": { "a": { "contains": "b" } } },
      "reply": { "status": 203, "text": "{field.page_url} of {account_id}" } },
    { "name": "nothing", "when": { "path": "/empty" }, "reply": [204, 304, 200] },
    { "name": "json", "when": { "content_type": { "starts_with": "application/" },
        "json": { "/settings/keys/0": ["a", 1, true], "/stream_key": { "is": "present" } } },
      "reply": ["rate-limited", "user-does-not-exist"], "after_last": "restart" },
    { "name": "odd", "when": { "meeting": "7", "call": "odd" }, "reply": "rate-limited-daily",
      "after_last": "fall_through" }
  ],
  "expect": { "echo": { "at_least": 1 }, "meetingLiveStreamUpdate": { "at_most": 5 } }
})";

// ---- What is answered --------------------------------------------------------------------------

struct Exchange {
  std::optional<Request> request;  ///< nothing: the bytes were refused
  Answer answer;
};

/// The versions of one answer differ in the second they were written, and in nothing else.
void remove_date(std::string& bytes) {
  const auto begin = bytes.find("\r\nDate: ");
  if (begin < bytes.find("\r\n\r\n")) bytes.erase(begin, bytes.find("\r\n", begin + 2) - begin);
}

/// A new mock's answers to what one client sends, until one of both closes.
std::vector<Exchange> converse(const Pieces& pieces) {
  static const auto kSet = scenario_set(kScenario);
  const ManualClock clock;
  Mock mock({.set = kSet, .sessions = {.most = kMostSessions}}, clock);
  Answerer answerer([&](const Request& request) { return mock.handle(request); });
  RequestFramer framer;
  std::vector<Exchange> exchanges;
  for (auto piece : pieces) {
    while (!piece.empty()) {
      piece.remove_prefix(framer.feed(piece));
      if (framer.state() == State::kComplete) {
        const auto framed = framer.take();
        exchanges.push_back({framed.request, answerer.answer(framed)});
      } else if (framer.state() == State::kFailed) {
        exchanges.push_back({std::nullopt, answerer.refuse(framer.error())});
      } else {
        continue;
      }
      remove_date(exchanges.back().answer.bytes);
      require(mock.sessions().size() <= kMostSessions);
      if (!exchanges.back().answer.keep_alive) return exchanges;
    }
  }
  return exchanges;
}

bool same(const Exchange& left, const Exchange& right) {
  return left.answer.bytes == right.answer.bytes &&
         left.answer.keep_alive == right.answer.keep_alive &&
         left.answer.delivery.delay == right.answer.delivery.delay &&
         left.answer.delivery.fault.has_value() == right.answer.delivery.fault.has_value();
}

// ---- What an answer must be --------------------------------------------------------------------

/// An answer as a client reads it.
struct Message {
  int status = 0;
  Headers headers;
  std::string_view body;
};

/// A header line or the status line, cut off the front of `bytes`.
std::string_view take_line(std::string_view& bytes) {
  const auto end = bytes.find("\r\n");
  require(end != std::string_view::npos);
  const auto line = bytes.substr(0, end);
  require(std::ranges::none_of(line, is_control));
  bytes.remove_prefix(end + 2);
  return line;
}

int read_status(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  require(line.starts_with(kVersion) && line.size() > kVersion.size() + 4);
  const auto digits = line.substr(kVersion.size(), 3);
  require(digits.find_first_not_of("0123456789") == std::string_view::npos && line[12] == ' ');
  return std::stoi(std::string(digits));
}

/// Cuts one answer off the front of `bytes`, as its own framing says.
Message take_message(std::string_view& bytes, bool to_head) {
  Message message;
  message.status = read_status(take_line(bytes));
  for (auto line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
    const auto colon = line.find(": ");
    require(colon != std::string_view::npos && is_token(line.substr(0, colon)));
    message.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  require(!message.headers.find("Transfer-Encoding"));
  const auto lengths = message.headers.all("Content-Length");
  const bool bodiless = message.status == 204 || message.status == 304;
  const bool goes_on = message.headers.find("Content-Type") == "text/event-stream";
  require(lengths.size() == (bodiless || goes_on ? 0 : 1));
  if (bodiless || to_head) return message;
  if (goes_on) {  // until the connection ends
    message.body = std::exchange(bytes, {});
    return message;
  }
  const auto length = std::stoul(std::string(lengths[0]));
  require(length <= bytes.size());
  message.body = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return message;
}

/// What the mock and the scenarios send. Anything else has been smuggled in by the client.
bool is_ours(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames = {
      "Allow",        "Cache-Control", "Connection",     "Content-Length",
      "Content-Type", "Location",      "Retry-After",    "WWW-Authenticate",
      "X-Echo",       "X-Id",          "x-zm-trackingid"};
  return name.starts_with("X-Zoom-Mock-") || name.starts_with("X-RateLimit-") ||
         std::ranges::find(kNames, name) != kNames.end();
}

void check(const Message& message, const Answer& answer) {
  const auto& headers = message.headers;
  for (const auto& field : headers) {
    require(is_ours(field.name) && headers.all(field.name).size() == 1);
  }
  require(message.status == answer.status && message.status >= 200);
  const auto ids = headers.all("X-Zoom-Mock-Request-Id");
  require(ids.size() == (answer.explanation.outcome == Outcome::kAdmin ? 0 : 1));
  require(ids.empty() || !ids.front().empty());
  require(answer.explanation.outcome != Outcome::kInternalError);
  require(headers.find("Connection").value_or("") == (answer.keep_alive ? "" : "close") ||
          (answer.keep_alive && headers.find("Connection") == "keep-alive"));
  for (const auto* name : {"X-Zoom-Mock-Why", "X-Zoom-Mock-Note", "X-Zoom-Mock-Outcome"}) {
    const auto value = headers.find(name).value_or("");
    require(value.size() <= 1024);
    require(std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; }));
  }
}

// ---- Secrets -----------------------------------------------------------------------------------

bool holds_secret(std::string_view text) { return text.find(kPlanted) != std::string_view::npos; }

/// Whether what stands before a secret makes it the value of a stream key, as clients write it.
bool introduces_key(std::string_view before, FormKind kind) {
  if (kind == FormKind::kJson) return before.ends_with("\"stream_key\":\"");
  return before.ends_with("name=\"stream_key\"\r\n\r\n") ||
         before.ends_with("name=\"stream_key\"\r\n");  // the blank line is forgotten
}

/// Whether a body holds the planted secret as a stream key only.
bool hides_in_body(std::string_view body, const Form& form) {
  for (auto at = body.find(kPlanted); at != std::string_view::npos;
       at = body.find(kPlanted, at + 1)) {
    if (!introduces_key(body.substr(0, at), form.kind)) return false;
  }
  return std::ranges::none_of(form.entries, [](const FormField& field) {
    return field.name != "stream_key" && holds_secret(field.name + field.value);
  });
}

/// Whether a request holds the planted secret, and only where secrets belong: elsewhere it is
/// anything a client may be told about.
bool hides_secret(const Request& request) {
  if (holds_secret(request.method) || holds_secret(request.target)) return false;
  bool found = holds_secret(request.body);
  for (const auto& [name, value] : request.headers) {
    if (holds_secret(name)) return false;
    if (!holds_secret(value)) continue;
    if (!iequals(name, "Authorization") || value != "Bearer " + std::string(kPlanted)) return false;
    found = true;
  }
  return found && hides_in_body(request.body, read_form(request));
}

void check_secret(const Exchange& exchange, const Message& message) {
  if (!exchange.request || !hides_secret(*exchange.request)) return;
  require(!holds_secret(message.headers.find("X-Zoom-Mock-Why").value_or("")));
  require(!holds_secret(message.headers.find("X-Zoom-Mock-Note").value_or("")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = as_text(data, size);
  const auto exchanges = converse({bytes});
  require(std::ranges::equal(exchanges, converse(single_bytes(bytes)), same));
  require(std::ranges::equal(exchanges, converse(cut_by_itself(bytes)), same));

  std::string wire;
  for (const auto& exchange : exchanges) wire += exchange.answer.bytes;
  std::string_view unread = wire;
  for (const auto& exchange : exchanges) {
    const auto message =
        take_message(unread, exchange.request && exchange.request->method == "HEAD");
    check(message, exchange.answer);
    check_secret(exchange, message);
  }
  require(unread.empty());
  return 0;
}
