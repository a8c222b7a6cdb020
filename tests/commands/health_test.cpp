#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "server/app/server.h"
#include "server/commands/admin_client.h"
#include "tests/commands/command_run.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

TEST_CASE("health: a server that is up is ok, and one with a broken change is stale") {
  TempFolder folder;
  const auto file = folder.write("mine.json", "{}");
  ServerOptions options;
  options.sources.scenario = file.string();
  Server server(options);
  auto answer = run({"health", server.url()});
  CHECK(answer.code == 0);
  CHECK(answer.out == "ok\n");
  CHECK(answer.err.empty());
  std::ofstream(file) << "{";
  server.reload();
  answer = run({"health", server.url() + "/"});
  CHECK(answer.code == 1);
  CHECK(answer.out == "stale\n");
  CHECK(answer.err == "zoom-mock: a change of the scenarios was not taken; GET " + server.url() +
                          "/__admin/health says why\n");
}

TEST_CASE("health: nobody there ends with 3 and says where it asked") {
  std::string url;
  {
    Server server{ServerOptions{}};
    url = server.url();
  }
  const auto answer = run({"health", url});
  CHECK(answer.code == 3);
  CHECK(answer.out.empty());
  CHECK(answer.err == "zoom-mock: nobody answers at " + url +
                          "; the URL comes from the argument or ZOOM_MOCK_URL\n");
}

TEST_CASE("health: without an argument the environment names the server") {
  Server server{ServerOptions{}};
  setenv(kServerUrlVariable, server.url().c_str(), 1);
  CHECK(run({"health"}).code == 0);
  setenv(kServerUrlVariable, "nonsense", 1);
  const auto answer = run({"health"});
  unsetenv(kServerUrlVariable);
  CHECK(answer.code == 2);
  CHECK(answer.err.find(R"("nonsense" is no server's URL, such as http://127.0.0.1:8080)") !=
        std::string::npos);
}

TEST_CASE("admin_client: it bears the token of the environment, and posts JSON") {
  ServerOptions options;
  options.admin_token = "the-token";
  Server server(options);
  const AdminClient client(server.url());
  CHECK(client.get("/__admin/sessions").status == 401);
  setenv("ZOOM_MOCK_ADMIN_TOKEN", "the-token", 1);
  const auto sessions = client.get("/__admin/sessions");
  const auto reset = client.post("/__admin/reset?session=default/a", "{}");
  unsetenv("ZOOM_MOCK_ADMIN_TOKEN");
  CHECK(sessions.status == 200);
  CHECK(sessions.body.find("\"sessions\"") != std::string::npos);
  CHECK(reset.status == 204);
}
