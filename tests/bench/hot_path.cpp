// The work for one request, without sockets: from its bytes to the bytes of its answer. Run by
// `make bench-check`, under callgrind. `FILE STATUS COUNT` answers the request in FILE that often,
// each time by STATUS, with a journal of so many exchanges (0: none) or the usual one.
// `--allocations` and `--microseconds` answer it as often again, and print what each of those took;
// `--toolchain` names what built it, which instruction counts depend on.
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/wire/answer.h"
#include "server/wire/framing.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kUsage =
    "usage: zoom_mock_hot_path [--allocations | --microseconds] FILE STATUS COUNT [JOURNAL]\n"
    "       zoom_mock_hot_path --toolchain\n";

/// How often memory was allocated by new. There is one thread.
std::size_t& allocations() {
  static std::size_t count = 0;
  return count;
}

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

std::size_t number(std::string_view text, std::size_t least) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least) {
    throw std::runtime_error("\"" + std::string(text) + "\" is not a number of " +
                             std::to_string(least) + " or more");
  }
  return value;
}

/// One connection that asks the same again and again, as a worker of the transport serves it.
class Conversation {
 public:
  Conversation(std::string bytes, std::size_t status, JournalLimits journal)
      : bytes_(std::move(bytes)),
        status_(status),
        mock_({.set = scenario_set(), .journal = journal}, clock_) {}

  void answer(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t consumed = framer_.feed(bytes_);
      if (consumed != bytes_.size() || framer_.state() != RequestFramer::State::kComplete) {
        throw std::runtime_error("the bytes are not exactly one request");
      }
      const Answer answered = answerer_.answer(framer_.take());
      if (static_cast<std::size_t>(answered.status) != status_) {
        throw std::runtime_error("request " + std::to_string(i + 1) + " was answered by " +
                                 std::to_string(answered.status) + ", not by " +
                                 std::to_string(status_) + ": " + answered.explanation.why);
      }
    }
  }

 private:
  const std::string bytes_;
  const std::size_t status_;
  const SystemClock clock_;
  Mock mock_;
  Answerer answerer_{[this](const Request& request) { return mock_.handle(request); }};
  RequestFramer framer_;
};

double allocations_of(Conversation& conversation, std::size_t count) {
  const std::size_t before = allocations();
  conversation.answer(count);
  return static_cast<double>(allocations() - before) / static_cast<double>(count);
}

double microseconds_of(Conversation& conversation, std::size_t count) {
  const auto before = std::chrono::steady_clock::now();
  conversation.answer(count);
  const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - before;
  return taken.count() / static_cast<double>(count);
}

int run(std::vector<std::string> arguments) {
  if (arguments == std::vector<std::string>{"--toolchain"}) {
    std::cout << toolchain() << "\n";
    return 0;
  }
  double (*measure)(Conversation&, std::size_t) = nullptr;
  if (!arguments.empty() && arguments[0].starts_with("--")) {
    if (arguments[0] == "--allocations") measure = allocations_of;
    if (arguments[0] == "--microseconds") measure = microseconds_of;
    arguments.erase(arguments.begin());
    if (measure == nullptr) arguments.clear();
  }
  if (arguments.size() != 3 && arguments.size() != 4) {
    std::cerr << kUsage;
    return 2;
  }
  JournalLimits journal;
  if (arguments.size() == 4) journal.most_of_session = number(arguments[3], 0);
  Conversation conversation(read_file(arguments[0]), number(arguments[1], 1), journal);
  const std::size_t count = number(arguments[2], 1);
  conversation.answer(count);
  if (measure != nullptr) std::cout << measure(conversation, count) << "\n";
  return 0;
}

}  // namespace

}  // namespace zoom_mock

// The other forms of new and delete call these.
void* operator new(std::size_t size) {
  ++zoom_mock::allocations();
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

int main(int argc, char** argv) {
  try {
    return zoom_mock::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "hot_path: " << error.what() << "\n";
    return 1;
  }
}
