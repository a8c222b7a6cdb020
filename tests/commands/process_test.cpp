#include "server/commands/process.h"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace zoom_mock {

namespace {

/// What /bin/sh reads when it is given the word.
std::string read_by_shell(const std::string& word) {
  const std::string command = "printf %s " + word;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe);
  std::string text;
  std::array<char, 256> buffer{};
  while (const auto size = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    text.append(buffer.data(), size);
  }
  return text;
}

}  // namespace

TEST_CASE("shell_word: what a shell leaves alone stays as it is") {
  for (const std::string text : {"/tmp/ca.pem", "http://127.0.0.1:8080/v2", "a_b-c+d,e%f@g"}) {
    CHECK(shell_word(text) == text);
  }
}

TEST_CASE("shell_word: the rest is put into single quotes") {
  CHECK(shell_word("") == "''");
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("it's") == R"('it'\''s')");
  CHECK(shell_word("~/ca.pem") == "'~/ca.pem'");
}

TEST_CASE("shell_word: a shell reads every byte back and runs nothing") {
  std::string every_byte;
  for (int byte = 1; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (const std::string& text :
       {every_byte, std::string("'"), std::string("''a''"), std::string("$(exit 9)`exit 9`\\"),
        std::string("line\nbreak\n"), std::string("http://[::1]:8080")}) {
    CAPTURE(text);
    CHECK(read_by_shell(shell_word(text)) == text);
  }
}

namespace {

rlimit file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit;
}

TEST_CASE("file_limit: it is raised as far as the system allows") {
  const auto before = file_limit();
  rlimit low = before;
  low.rlim_cur = 256;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &low) == 0);
  const auto raised = raise_file_limit();
  const auto now = file_limit();
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(now.rlim_cur == before.rlim_max);
  CHECK(now.rlim_max == before.rlim_max);
  CHECK(raised == now.rlim_cur);
}

}  // namespace

}  // namespace zoom_mock
