#include "server/commands/command_line.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

constexpr const char* kCertificate = "-----BEGIN CERTIFICATE-----\n";

}  // namespace

TEST_CASE("command_line: tls init writes certificates and says what to do with them") {
  const TempFolder folder;
  const auto out = folder.path() / "two words";
  auto result = run({"tls", "init", "--out", out.string()});
  CHECK(result.code == 0);
  CHECK(result.err.empty());
  check_golden("tls-init.txt", without(folder.path(), result.out));
  for (const std::string name : {"ca.pem", "ca-key.pem", "server.pem", "server-key.pem"}) {
    CHECK(std::filesystem::file_size(out / name) > 0);
  }
  result = run({"tls", "init", "--out", out.string()});
  CHECK(result.code == 3);
  CHECK(result.out.empty());
  CHECK(without(folder.path(), result.err) ==
        "zoom-mock: already there: FOLDER/two words/ca.pem, FOLDER/two words/ca-key.pem, "
        "FOLDER/two words/server.pem, FOLDER/two words/server-key.pem; nothing was written\n");
}

TEST_CASE("command_line: tls init says which folder it cannot make") {
  const TempFolder folder;
  const auto file = folder.write("file", "").string();
  const auto result = run({"tls", "init", "--out", file});
  CHECK(result.code == 3);
  CHECK(result.out.empty());
  CHECK(result.err == "zoom-mock: cannot make the folder " + file + ": Not a directory\n");
}

TEST_CASE("command_line: env prints what leads a shell's clients to the mock") {
  const TempFolder folder;
  const auto ca = folder.write("it's $HOME.pem", kCertificate).string();
  auto result = run({"env"});
  CHECK(result.code == 0);
  check_golden("env/http.txt", result.out);
  result = run({"env", "--ca", ca});
  CHECK(result.code == 0);
  check_golden("env/tls.txt", without(folder.path(), result.out));
  result = run({"env", "--ca", ca, "--host", "::1", "--port", "1", "--tls-port", "2"});
  CHECK(result.code == 0);
  check_golden("env/elsewhere.txt", without(folder.path(), result.out));
  result = run({"env", "--ca", ca, "--proxy"});
  CHECK(result.code == 0);
  check_golden("env/proxy.txt", without(folder.path(), result.out));
  result = run({"env", "--ca", ca, "--host", "mock.test"});
  CHECK(result.code == 0);
  CHECK(result.out.find("#   <address of mock.test> api.zoom.us zoom.us\n") != std::string::npos);
}

TEST_CASE("command_line: env names the authority's file by its absolute path") {
  const TempFolder folder;
  const auto path = std::filesystem::relative(folder.write("ca.pem", kCertificate));
  const auto result = run({"env", "--ca", path.string()});
  CHECK(result.code == 0);
  CHECK(result.out.find("export SSL_CERT_FILE=" + std::filesystem::absolute(path).string() +
                        "\n") != std::string::npos);
}

TEST_CASE("command_line: env says why a file is no authority's") {
  const TempFolder folder;
  folder.write("ca-key.pem", "-----BEGIN PRIVATE KEY-----\n");
  struct Row {
    std::string name;
    std::string error;
  };
  for (const Row& row :
       std::vector<Row>{{"no.pem", "cannot read FOLDER/no.pem: No such file or directory"},
                        {".", "cannot read FOLDER/.: it is a folder"},
                        {"ca-key.pem",
                         "FOLDER/ca-key.pem holds no certificate: the ca.pem of `zoom-mock tls "
                         "init` does"}}) {
    const auto result = run({"env", "--ca", (folder.path() / row.name).string()});
    CHECK(result.code == 3);
    CHECK(result.out.empty());
    CHECK(without(folder.path(), result.err) == "zoom-mock: " + row.error + "\n");
  }
}
