#include "server/commands/command_line.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/wire/response_writer.h"
#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

constexpr const char* kRight = R"({ "extends": "default" })";
constexpr const char* kMisspeltKey = R"({ "extendz": "default" })";

}  // namespace

TEST_CASE("command_line: help is as written, for the program and for each command") {
  const std::vector<std::vector<std::string>> commands = {
      {},          {"serve"},      {"exec"},        {"check"},  {"explain"},
      {"new"},     {"tls"},        {"tls", "init"}, {"env"},    {"coverage"},
      {"health"},  {"verify"},     {"contract"},    {"drift"},  {"export"},
      {"replies"}, {"violations"}, {"help"},        {"import"}, {"import", "postman"}};
  for (auto arguments : commands) {
    std::string name;
    for (const auto& word : arguments) name += (name.empty() ? "" : "-") + word;
    CAPTURE(name);
    arguments.emplace_back("--help");
    const auto result = run(arguments);
    CHECK(result.code == 0);
    CHECK(result.err.empty());
    check_golden("help/" + (name.empty() ? "zoom-mock" : name) + ".txt", result.out);
    arguments.pop_back();
    arguments.insert(arguments.begin(), "help");
    const auto asked = run(arguments);
    CHECK(asked.code == 0);
    CHECK(asked.out == result.out);
  }
}

TEST_CASE("command_line: the catalogue is listed as written") {
  const auto result = run({"replies"});
  CHECK(result.code == 0);
  check_golden("replies.txt", result.out);
}

TEST_CASE("command_line: the version names the httplib it runs on") {
  const auto result = run({"--version"});
  CHECK(result.code == 0);
  CHECK(result.out.starts_with("zoom-mock "));
  CHECK(result.out.find("(cpp-httplib " + httplib_version() + ")") != std::string::npos);
}

TEST_CASE("command_line: bad usage is told on stderr and ends with 2") {
  const std::vector<std::vector<std::string>> rows = {
      {},
      {"sreve"},
      {"srve"},
      {"help", "srve"},
      {"help", "tls", "int"},
      {"help", "serve", "port"},
      {"serve", "--prot", "1"},
      {"serve", "--prot=1"},
      {"serve", "-port", "1"},
      {"serve", "extra"},
      {"serve", "--port"},
      {"serve", "--port", "notaport"},
      {"serve", "--port", "65536"},
      {"serve", "--port", "0x50"},
      {"serve", "--port", "1", "--port", "2"},
      {"serve", "--port", ""},
      {"serve", "--tls-port", ""},
      {"serve", "--host", ""},
      {"serve", "--port-file", ""},
      {"serve", "--tls-port", "-1"},
      {"serve", "--seed", "-1"},
      {"serve", "--seed", "99999999999999999999"},
      {"serve", "--seed", "18446744073709551616"},
      {"serve", "--tls-cert", "a", "--tls-key", "b"},
      {"serve", "--admin-token=", "--watch"},
      {"serve", "--log-level", "loud"},
      {"serve", "--log-level", "wran"},
      {"serve", "--threads", "0"},
      {"serve", "--max-connections", "0"},
      {"serve", "--max-body", "1e3"},
      {"serve", "--idle-deadline-ms", "0"},
      {"serve", "--admin-token", "two words"},
      {"serve", "--admin-token", ""},
      {"serve", "--admin-token", "a", "--admin-token-file", "b"},
      {"serve", "--tls-port", "0", "--tls-cert", "x"},
      {"serve", "--tls-cert", "x", "--tls-key", "y"},
      {"serve", "--scenario", "defualt"},
      {"exec"},
      {"exec", "--"},
      {"exec", "npm", "test"},
      {"exec", "npm", "--", "test"},
      {"exec", "--prot", "1", "--", "true"},
      {"exec", "--set", "--", "true"},
      {"exec", "--set", "MY_URL", "--", "true"},
      {"exec", "--set", "MY-URL={url}", "--", "true"},
      {"exec", "--set", "=x", "--", "true"},
      {"exec", "--set", "MY_URL={base_url}", "--", "true"},
      {"exec", "--set", "MY_URL={tokn}", "--", "true"},
      {"exec", "--scenario", "defualt", "--", "true"},
      {"serve", "--report", "json"},
      {"exec", "--report", "text=a", "--", "true"},
      {"exec", "--report", "md=a,jnit=b", "--", "true"},
      {"exec", "--report", "", "--", "true"},
      {"exec", "--min-coverage", "101", "--", "true"},
      {"coverage"},
      {"check"},
      {"check", "--format", "xml", "x.json"},
      {"check", "--format", "jsn", "x.json"},
      {"explain"},
      {"explain", "--at", "0", "x.http"},
      {"explain", "--jsn", "x.http"},
      {"new"},
      {"new", "Not Kebab"},
      {"new", "default"},
      {"new", "--", "-x"},
      {"import"},
      {"import", "postmn", "x.json"},
      {"import", "postman"},
      {"import", "postman", "x.json", "--itme", "x"},
      {"tls"},
      {"tls", "init"},
      {"tls", "int", "--out", "x"},
      {"env", "--tls-port", "8443"},
      {"env", "--port", "65536"},
      {"env", "--host", ""},
      {"env", "--host", "two words"},
      {"env", "--host", "line\nbreak"},
      {"health", "127.0.0.1:8080"},
      {"health", "https://127.0.0.1:8443"},
      {"health", "http://127.0.0.1:0"},
      {"health", "http://127.0.0.1:8080/v2"},
      {"verify", "--session"},
      {"verify", "--format", "xml"},
      {"verify", "--url", "localhost"},
      {"verify", "a.json", "b.json"},
  };
  std::string told;
  for (const auto& arguments : rows) {
    std::string line = "zoom-mock";
    for (const auto& argument : arguments) line += " " + nlohmann::json(argument).dump();
    CAPTURE(line);
    const auto result = run(arguments);
    CHECK(result.code == 2);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
    told += line + "\n" + result.err + "\n";
  }
  check_golden("usage.txt", told);
  CHECK(run({"serve", "--scenario", "defualt"}).err.find("did you mean \"default\"?") !=
        std::string::npos);
}

TEST_CASE("command_line: an admin token from the environment is checked like one from an option") {
  setenv("ZOOM_MOCK_ADMIN_TOKEN", "two words", 1);
  const auto result = run({"serve", "--port", "0"});
  unsetenv("ZOOM_MOCK_ADMIN_TOKEN");
  CHECK(result.code == 2);
  CHECK(result.err == run({"serve", "--admin-token", "two words"}).err);
}

TEST_CASE("command_line: an empty admin token in the environment is an error") {
  setenv("ZOOM_MOCK_ADMIN_TOKEN", "", 1);
  const auto result = run({"serve", "--port", "0", "--scenario", "defualt"});
  unsetenv("ZOOM_MOCK_ADMIN_TOKEN");
  CHECK(result.code == 2);
  CHECK(result.err ==
        "ZOOM_MOCK_ADMIN_TOKEN: a token cannot be empty\nRun with --help for more information.\n");
}

TEST_CASE("command_line: an admin token's file is checked, and what it holds is not shown") {
  const TempFolder folder;
  const auto error = [&](const std::string& text) {
    const auto file = folder.write("token", text).string();
    const auto result =
        run({"serve", "--port", "0", "--scenario", "defualt", "--admin-token-file", file});
    CHECK(result.code == 2);
    return result.err;
  };
  const std::string help = "\nRun with --help for more information.\n";
  for (const auto* empty : {"", "\n", "\r\n"}) {
    CHECK(error(empty) == "--admin-token-file: a token cannot be empty" + help);
  }
  for (const auto* wrong : {"two words\n", "two\nlines\n", " indented"}) {
    CHECK(error(wrong) ==
          "--admin-token-file: a token consists of letters, digits and -._~+/, with = at its end, "
          "and this one does not" +
              help);
  }
  CHECK(error("right\n").find("did you mean \"default\"?") != std::string::npos);
  const auto missing = run({"serve", "--admin-token-file", folder.path().string()});
  CHECK(missing.code == 3);
  CHECK(missing.err == "zoom-mock: cannot read " + folder.path().string() + ": it is a folder\n");
}

TEST_CASE("command_line: serve starts nothing when a scenario is wrong") {
  const TempFolder folder;
  const auto path = folder.write("wrong.json", kMisspeltKey).string();
  const auto result = run({"serve", "--port", "0", "--scenario", path});
  CHECK(result.code == 2);
  CHECK(result.out.empty());
  CHECK(result.err.ends_with("1 error. Nothing was started.\n"));
}

TEST_CASE("command_line: what cannot be read ends with 3 and is named") {
  const TempFolder folder;
  const auto missing = (folder.path() / "missing.json").string();
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"check", missing},
                                             {"env", "--ca", missing},
                                             {"serve", "--port", "0", "--scenario", missing},
                                             {"serve", "--port", "0", "--scenarios", missing}}) {
    const auto result = run(arguments);
    CHECK(result.code == 3);
    CHECK(result.err.find(missing) != std::string::npos);
  }
}

TEST_CASE("command_line: check passes what is right and fails what is wrong") {
  const TempFolder folder;
  const auto right = folder.write("right.json", kRight).string();
  auto result = run({"check", right});
  CHECK(result.code == 0);
  CHECK(result.out == "1 scenario is right.\n");
  const auto wrong = folder.write("wrong.json", kMisspeltKey).string();
  result = run({"check", right, wrong});
  CHECK(result.code == 1);
  CHECK(result.out.empty());
  CHECK(result.err.ends_with("1 error.\n"));
}

TEST_CASE("command_line: a folder without scenarios is no success") {
  const TempFolder folder;
  folder.write("scenario.schema.json", "{}");
  const auto result = run({"check", folder.path().string()});
  CHECK(result.code == 3);
  CHECK(result.err == folder.path().string() + ": error: holds no scenario\n1 error.\n");
}

TEST_CASE("command_line: a path that cannot be read hides nothing of the others") {
  const TempFolder folder;
  const auto missing = (folder.path() / "missing.json").string();
  const auto wrong = folder.write("wrong.json", kMisspeltKey).string();
  const auto why = missing + ": error: cannot read " + missing + ": No such file or directory\n";
  const auto alone = run({"check", wrong});
  auto result = run({"check", missing, wrong});
  CHECK(result.code == 3);
  CHECK(result.err == why +
                          alone.err.substr(0, alone.err.size() - std::string("1 error.\n").size()) +
                          "2 errors.\n");
  result = run({"check", "--json", wrong, missing});
  CHECK(result.code == 3);
  const auto report = nlohmann::json::parse(result.out);
  CHECK(report["checked"] == 1);
  CHECK(report["problems"].size() == 2);
  CHECK(report["problems"][0]["file"] == missing);
}

TEST_CASE("command_line: two files of one name are not both checked, and that is no success") {
  const TempFolder first;
  const TempFolder second;
  const auto wrong = first.write("same.json", kMisspeltKey).string();
  const auto right = second.write("same.json", kRight).string();
  const auto result = run({"check", wrong, right});
  CHECK(result.code == 1);
  CHECK(result.err.find(wrong + ": error: was not checked: " + right + " has the same name") !=
        std::string::npos);
}

TEST_CASE("command_line: what cannot be written ends with 3") {
  std::ostream broken(nullptr);
  std::ostringstream err;
  CHECK(run_main({"replies"}, broken, err) == 3);
  CHECK(err.str() == "zoom-mock: cannot write to standard output\n");
}
