// The work for one request, without sockets: from its bytes to the bytes of its answer. Run by
// `make bench-check`, under callgrind. `FILE STATUS COUNT` answers the request in FILE that often,
// each time by STATUS; `--toolchain` names what built it, which instruction counts depend on.
#include <charconv>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/wire/answer.h"
#include "server/wire/framing.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kUsage =
    "usage: zoom_mock_hot_path FILE STATUS COUNT | zoom_mock_hot_path --toolchain\n";

std::string toolchain() {
#ifdef __clang__
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
#ifdef __OPTIMIZE__
  const std::string build = "optimized";
#else
  const std::string build = "not optimized";
#endif
  return compiler + ", " + build + ", httplib " + httplib_version();
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (bytes.empty()) throw std::runtime_error(path + ": cannot be read, or is empty");
  return bytes;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) {
    throw std::runtime_error("\"" + std::string(text) + "\" is not a number of 1 or more");
  }
  return value;
}

/// One connection that asks the same again and again, as a worker of the transport serves it.
void answer(std::string_view bytes, int status, int count) {
  const SystemClock clock;
  Mock mock({scenario_set()}, clock);
  Answerer answerer([&mock](const Request& request) { return mock.handle(request); });
  RequestFramer framer;
  for (int i = 0; i < count; ++i) {
    const std::size_t consumed = framer.feed(bytes);
    if (consumed != bytes.size() || framer.state() != RequestFramer::State::kComplete) {
      throw std::runtime_error("the bytes are not exactly one request");
    }
    const Answer answered = answerer.answer(framer.take());
    if (answered.status != status) {
      throw std::runtime_error("request " + std::to_string(i + 1) + " was answered by " +
                               std::to_string(answered.status) + ", not by " +
                               std::to_string(status) + ": " + answered.explanation.why);
    }
  }
}

int run(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"--toolchain"}) {
    std::cout << toolchain() << "\n";
  } else if (arguments.size() == 3) {
    answer(read_file(arguments[0]), number(arguments[1]), number(arguments[2]));
  } else {
    std::cerr << kUsage;
    return 2;
  }
  return 0;
}

}  // namespace

}  // namespace zoom_mock

int main(int argc, char** argv) {
  try {
    return zoom_mock::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "hot_path: " << error.what() << "\n";
    return 1;
  }
}
