// Input made to cost more than its size. `make check-linear` counts the instructions.
//
//   hostile_bench --list        the cases, and the largest size of each in bytes
//   hostile_bench CASE SIZE     does the work of one case once, on input of about SIZE bytes
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/scenario/load/scenario_loader.h"
#include "server/wire/answer.h"
#include "server/wire/framing.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kBodySize = 1023 * 1024;  // what the limit of 1 MiB leaves beside a wrapping
constexpr std::size_t kScenarioSize = 256 * 1024;
constexpr std::size_t kTargetSize = 8 * 1024;
constexpr std::size_t kHeadSize = 15 * 1024;  // what the limit leaves for one header

/// One stub for every way of looking at what a client sends; none of them answers.
constexpr std::string_view kScenario = R"({
  "stubs": [
    { "name": "endless choices",
      "when": { "fields": { "stream_url": { "matches": "(a|aa)*(a*)*b" } } }, "reply": 503 },
    { "name": "many states",
      "when": { "fields": { "page_url": { "matches": "[ab]*a[ab]{14}" } } }, "reply": 503 },
    { "name": "query", "when": { "query": { "b": { "is": "present" } } }, "reply": 503 },
    { "name": "headers", "when": { "headers": { "X-B": { "count": "2.." } } }, "reply": 503 },
    { "name": "json", "when": { "json": { "/a/0/b": { "is": "present" } } }, "reply": 503 },
    { "name": "type", "when": { "content_type": { "contains": "!" } }, "reply": 503 },
    { "name": "path", "when": { "path": "/a/{b}/c" }, "reply": 503 }
  ]
})";

std::string repeated(std::string_view text, std::size_t size) {
  std::string result;
  while (result.size() + text.size() <= size) result += text;
  return result;
}

/// Frames and answers what a client sends; in single bytes where asked to.
void answer(std::string_view bytes, std::size_t piece_size = std::string_view::npos) {
  MockWorld world(kScenario);
  Answerer answerer([&](const Request& request) { return world.send(request); });
  RequestFramer framer;
  while (!bytes.empty() && framer.state() != RequestFramer::State::kComplete) {
    bytes.remove_prefix(framer.feed(bytes.substr(0, piece_size)));
    if (framer.state() == RequestFramer::State::kFailed) {
      std::fprintf(stderr, "hostile_bench: the framer refuses: %s\n", framer.error().why.c_str());
      std::exit(1);
    }
  }
  answerer.answer(framer.take());
}

/// "Update a live stream" with these header lines and this body.
std::string patch(const std::string& lines, std::string_view body = {},
                  const std::string& target = "/v2/meetings/1/livestream") {
  return "PATCH " + target + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer under-test\r\n" +
         lines + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string patch_form(std::string_view body) {
  return patch("Content-Type: multipart/form-data; boundary=limit\r\n", body);
}

std::string patch_json(std::string_view body) {
  return patch("Content-Type: application/json\r\n", body);
}

std::string small_chunks(std::size_t size) {
  return "PATCH / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
         repeated("1\r\na\r\n", size) + "0\r\n\r\n";
}

/// No pattern that a regular expression could follow with a few states.
std::string shuffled_letters(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size; state = state * 1664525 + 1013904223) {
    text += (state >> 30U) % 2 == 0 ? 'a' : 'b';
  }
  return text;
}

/// A part whose headers are as long as they may be.
std::string folded_part() {
  std::string part = "--limit\r\nContent-Disposition: form-data; name=a\r\n";
  for (int i = 0; i < 14; ++i) part += " " + repeated(";a=b", 500) + "\r\n";
  return part + "\r\n\r\n";
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

void load(const std::string& text) {
  load_scenarios({{"hostile", "hostile.json", text, std::nullopt}});
}

/// Stubs, and expectations of nearly their names.
std::string alike_names(std::size_t size) {
  const std::string name(80, 'n');
  std::string stubs;
  std::string expectations;
  for (int i = 0; stubs.size() + expectations.size() < size; ++i) {
    const auto number = std::to_string(i);
    if (i < 490) stubs += R"({"name":")" + name + number + R"(","reply":204},)";
    expectations += '"' + name + "x" + number + R"(":{"never":true},)";
  }
  return R"({"stubs":[)" + stubs + R"({"reply":204}],"expect":{)" + expectations +
         R"("x":{"never":true}}})";
}

struct Case {
  std::string_view name;
  std::size_t largest;
  void (*work)(std::size_t size);
};

// clang-format off
constexpr std::array kCases = {
    // Bodies.
    Case{"near-boundaries", kBodySize, [](std::size_t size) { answer(patch_form(repeated("\r\n--limit \t-", size))); }},
    Case{"bare-lf-boundaries", kBodySize, [](std::size_t size) { answer(patch_form(repeated("\n--limit\n", size))); }},
    Case{"folded-part-headers", kBodySize / 4, [](std::size_t size) { answer(patch_form(repeated(folded_part(), size))); }},
    Case{"regex-choices", kBodySize, [](std::size_t size) { answer(patch_json(R"({"stream_url":")" + repeated("a", size) + "\"}")); }},
    Case{"regex-states", kBodySize / 16, [](std::size_t size) { answer(patch_json(R"({"page_url":")" + shuffled_letters(size) + "c\"}")); }},
    Case{"deep-json", kBodySize, [](std::size_t size) { answer(patch_json(repeated("[", size))); }},
    Case{"nested-json", kBodySize, [](std::size_t size) { answer(patch_json("{\"a\":[" + repeated(nested(60) + ",", size) + "1]}")); }},
    Case{"unclosed-json", kBodySize, [](std::size_t size) { answer(patch_json("{\"a\":[" + repeated("1,", size))); }},
    Case{"unclosed-string", kBodySize, [](std::size_t size) { answer(patch_json("{\"a\":\"" + repeated("\\\\", size))); }},
    Case{"duplicate-keys", kBodySize, [](std::size_t size) { answer(patch_json("{" + repeated("\"a\":1,", size) + "\"a\":1}")); }},
    // Framing.
    Case{"small-chunks", kBodySize, [](std::size_t size) { answer(small_chunks(size)); }},
    Case{"small-chunks-in-single-bytes", kBodySize, [](std::size_t size) { answer(small_chunks(size), 1); }},
    Case{"body-in-single-bytes", kBodySize, [](std::size_t size) { answer(patch_form(repeated("a", size)), 1); }},
    // Heads.
    Case{"many-headers", kHeadSize, [](std::size_t size) { answer(patch(repeated("X-A: " + std::string(150, 'a') + "\r\n", size))); }},
    Case{"header-parameters", kHeadSize, [](std::size_t size) { answer(patch("Content-Type: multipart/form-data" + repeated(";a", size) + "\r\n", "a")); }},
    Case{"header-blanks", kHeadSize, [](std::size_t size) { answer(patch("Content-Type: multipart/form-data" + repeated("; \t =", size) + "\r\n", "a")); }},
    Case{"connection-options", kHeadSize, [](std::size_t size) { answer(patch("Connection: a" + repeated(",,", size) + "\r\n")); }},
    Case{"token-of-slashes", kHeadSize, [](std::size_t size) { answer("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + repeated("default/~", size) + "\r\n\r\n"); }},
    Case{"many-parameters", kTargetSize - 64, [](std::size_t size) { answer(patch("", "", "/v2/meetings/1/livestream?" + repeated("%61&", size))); }},
    Case{"path-of-slashes", kTargetSize, [](std::size_t size) { answer(patch("", "", repeated("/%2f", std::max<std::size_t>(size, 4)))); }},
    // Scenario files.
    Case{"scenario-deep", kScenarioSize, [](std::size_t size) { load(R"({"stubs":)" + repeated("[", size)); }},
    Case{"scenario-nested", kScenarioSize, [](std::size_t size) { load(R"({"stubs":[{"reply":{"status":200,"json":[)" + repeated(nested(50) + ",", size) + "1]}}]}"); }},
    Case{"scenario-comments", kScenarioSize, [](std::size_t size) { load(repeated("/*/*/ ", size) + repeated("//\n", size) + "{}"); }},
    Case{"scenario-unknown-keys", kScenarioSize, [](std::size_t size) { load("{" + repeated(R"("stabs":1,)", size) + R"("stabs":1})"); }},
    Case{"scenario-alike-names", kScenarioSize, [](std::size_t size) { load(alike_names(size)); }},
};
// clang-format on

int run(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "--list") {
    for (const auto& each : kCases) {
      std::printf("%s %zu\n", std::string(each.name).c_str(), each.largest);
    }
    return 0;
  }
  if (count == 3) {
    const auto* const found = std::ranges::find(kCases, arguments[1], &Case::name);
    if (found != kCases.end()) {
      found->work(std::strtoul(arguments[2], nullptr, 10));
      return 0;
    }
  }
  std::fprintf(stderr, "usage: hostile_bench --list | CASE SIZE\n");
  return 2;
}

}  // namespace

}  // namespace zoom_mock

int main(int count, char** arguments) { return zoom_mock::run(count, arguments); }
