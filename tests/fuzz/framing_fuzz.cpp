// Input: what a client sends over one connection.
#include <sanitizer/allocator_interface.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/grammar.h"
#include "server/wire/framing.h"
#include "tests/fuzz/input.h"

using namespace zoom_mock;

namespace {

using State = RequestFramer::State;

/// Small, so that inputs reach them.
constexpr FramingLimits kLimits = {
    .head_bytes = 512, .header_lines = 8, .target_bytes = 96, .body_bytes = 512};
/// The longest line outside of the head: a chunk's size with its extensions.
constexpr std::size_t kChunkLineBytes = 1024;
/// Containers that grow hold up to twice what is in them.
constexpr std::size_t kMostHeld = 2 * (kLimits.head_bytes + kLimits.body_bytes + kChunkLineBytes) +
                                  2 * kLimits.header_lines * sizeof(Header) + 256;

/// What a connection would see of some bytes.
struct Framing {
  std::vector<FramedRequest> requests;
  State end = State::kIdle;
  FramingError error;
};

Framing frame(const Pieces& pieces, const FramingLimits& limits) {
  RequestFramer framer(limits);
  Framing framing;
  for (auto piece : pieces) {
    while (!piece.empty() && framer.state() != State::kFailed) {
      const auto consumed = framer.feed(piece);
      require(consumed > 0 && consumed <= piece.size());
      piece.remove_prefix(consumed);
      if (framer.state() == State::kComplete) framing.requests.push_back(framer.take());
    }
  }
  framing.end = framer.state();
  if (framing.end == State::kFailed) framing.error = framer.error();
  return framing;
}

bool same_field(const Header& left, const Header& right) {
  return left.name == right.name && left.value == right.value;
}

bool same_request(const FramedRequest& left, const FramedRequest& right) {
  return left.request.method == right.request.method &&
         left.request.target == right.request.target && left.request.body == right.request.body &&
         std::ranges::equal(left.request.headers, right.request.headers, same_field) &&
         left.keep_alive == right.keep_alive && left.minor_version == right.minor_version;
}

bool same(const Framing& left, const Framing& right) {
  return left.end == right.end && left.error.status == right.error.status &&
         left.error.why == right.error.why &&
         std::ranges::equal(left.requests, right.requests, same_request);
}

/// Nothing in the headers says anything else about the body than what was understood.
void check_framing(const FramedRequest& framed) {
  const auto& headers = framed.request.headers;
  const auto& body = framed.request.body;
  const auto hosts = headers.all("Host").size();
  require(hosts == 1 || (hosts == 0 && framed.minor_version == 0));
  const auto codings = headers.all("Transfer-Encoding");
  const auto lengths = headers.all("Content-Length");
  require(codings.empty() || (codings.size() == 1 && iequals(codings[0], "chunked")));
  require(codings.empty() || lengths.empty());
  require(!codings.empty() || !lengths.empty() || body.empty());
  for (const auto length : lengths) require(std::stoull(std::string(length)) == body.size());
}

void check(const Request& request) {
  require(is_token(request.method));
  require(!request.target.empty() && request.target.size() <= kLimits.target_bytes);
  require(!has_control(request.target) && request.target.find(' ') == std::string::npos);
  require(request.headers.size() <= kLimits.header_lines);
  for (const auto& [name, value] : request.headers) {
    require(is_token(name) && !has_control(value) && trim(value) == value);
  }
  require(request.body.size() <= kLimits.body_bytes);
}

void check(const FramingError& error) {
  constexpr std::string_view kStatuses = "400 413 414 417 431 501 505";
  require(kStatuses.find(std::to_string(error.status)) != std::string_view::npos);
  require(!error.why.empty() && error.why.size() < 512);
  require(std::ranges::all_of(error.why, [](char c) { return c >= ' ' && c <= '~'; }));
}

/// The request with its body behind a Content-Length, however it travelled.
std::string rewritten(FramedRequest& framed) {
  auto& request = framed.request;
  Headers kept;
  for (const auto& field : request.headers) {
    if (iequals(field.name, "Content-Length") || iequals(field.name, "Transfer-Encoding")) continue;
    kept.add(field.name, field.value);
  }
  kept.add("Content-Length", std::to_string(request.body.size()));
  request.headers = kept;
  auto text = request.method + ' ' + request.target + " HTTP/1." +
              std::to_string(framed.minor_version) + "\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  return text + "\r\n" + request.body;
}

/// What was understood is what anyone would understand: written anew, it is the same request.
void check_rewritten(FramedRequest framed) {
  const auto text = rewritten(framed);
  const auto again = frame({text}, FramingLimits{});
  require(again.requests.size() == 1 && again.end == State::kIdle);
  require(same_request(again.requests[0], framed));
}

void check_memory(const Pieces& pieces) {
  const auto before = __sanitizer_get_current_allocated_bytes();
  RequestFramer framer(kLimits);
  for (auto piece : pieces) {
    while (!piece.empty() && framer.state() != State::kFailed) {
      piece.remove_prefix(framer.feed(piece));
      // Not a difference: libFuzzer's own thread may have freed something meanwhile.
      require(__sanitizer_get_current_allocated_bytes() <= before + kMostHeld);
      if (framer.state() == State::kComplete) framer.take();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = as_text(data, size);
  const auto pieces = cut_by_itself(bytes);
  const auto framing = frame({bytes}, kLimits);
  require(same(framing, frame(single_bytes(bytes), kLimits)));
  require(same(framing, frame(pieces, kLimits)));
  for (const auto& framed : framing.requests) {
    check(framed.request);
    check_framing(framed);
    check_rewritten(framed);
  }
  if (framing.end == State::kFailed) check(framing.error);
  check_memory(pieces);
  return 0;
}
