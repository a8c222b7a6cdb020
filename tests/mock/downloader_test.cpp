#include "server/mock/downloader.h"

#include <doctest/doctest.h>

#include <string>

#include "server/http/target.h"
#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kFiles = R"({ "extends": "default", "recordings": { "1": [
    { "name": "video.mp4", "id": "film", "size": 1000 }, { "name": "audio.m4a", "id": "sound" },
    { "name": "chat.txt", "id": "chat" }, { "name": "a.vtt", "id": "words", "size": 64 },
    { "name": "summary.json", "id": "summary" }, { "name": "poll.csv", "id": "poll" },
    { "name": "a.jpg", "id": "picture", "size": 200000 } ],
  "2": [{ "name": "video.mp4", "id": "other" }] } })";

/// The target of a URL of this server.
std::string target_of(const std::string& url) { return url.substr(url.find("/rec/")); }

struct Downloads : AccountWorld {
  Downloads() : AccountWorld(kFiles) {}

  /// As a client that follows a redirection to another host: the token goes no further.
  Response download(const std::string& id, std::string_view token = "under-test") {
    const auto first = send(get("/rec/download/" + id, token));
    if (first.status != 302) return first;
    return send(get(target_of(header(first, "Location")), ""));
  }
  std::string download_token(const std::string& more = {}) {
    return json("GET", "/meetings/1/recordings?include_fields=download_access_token" + more, {},
                "under-test")["download_access_token"];
  }
};

TEST_CASE("downloader: a file has the bytes that it is said to have, behind one redirection") {
  Downloads world;
  struct Row {
    const char* id;
    std::string begins;
    const char* type;
  };
  using namespace std::string_literals;
  for (const auto& row :
       {Row{"film",
            "\0\0\0\x18"
            "ftypisom"s,
            "video/mp4"},
        Row{"sound",
            "\0\0\0\x18"
            "ftypM4A "s,
            "audio/mp4"},
        Row{"chat", "00:00:01\t", "text/plain"}, Row{"words", "WEBVTT\n\n", "text/vtt"},
        Row{"summary", "{}", "application/json"}, Row{"poll", "#,User Name", "text/csv"},
        Row{"picture", "\xff\xd8\xff\xe0", "image/jpeg"}}) {
    CAPTURE(row.id);
    const auto response = world.download(row.id);
    CHECK(response.status == 200);
    CHECK(header(response, "Content-Type") == row.type);
    CHECK(response.body.starts_with(row.begins));
    CHECK(response.body == world.download(row.id, "under-test/b").body);
  }
  CHECK(world.download("film").body.size() == 1000);
  CHECK(world.download("words").body.size() == 64);
  CHECK(world.download("picture").body.size() == 200'000);
  CHECK(world.download("picture").body.ends_with("\xff\xd9"));
  CHECK(world.download("film").body.substr(100) != world.download("other").body.substr(100, 900));
}

TEST_CASE(
    "downloader: the URLs of answers lead there, and so does a token of the API all the way") {
  Downloads world;
  const auto files =
      world.json("GET", "/meetings/1/recordings", {}, "under-test")["recording_files"];
  for (const auto* const name : {"download_url", "play_url"}) {
    const auto response =
        world.send(get(target_of(files[0][name].get<std::string>()), "under-test"));
    CHECK(response.status == 302);
    CHECK(header(response, "Location").starts_with("http://127.0.0.1:8080/rec/content/film?"));
  }
  CHECK(world.send(get("/rec/webhook_download/film", "under-test")).status == 302);
  CHECK(world.send(get("/rec/content/film", "under-test")).status == 200);
}

TEST_CASE("downloader: without a token, or with one in the query, there is nothing") {
  Downloads world;
  const auto token = world.download_token();
  for (const auto& target :
       {std::string("/rec/download/film"), std::string("/rec/content/film"),
        "/rec/download/film?access_token=" + token, "/rec/download/film?Signature=" + token}) {
    CAPTURE(target);
    CHECK(refusal_of(world.send(get(target, ""))) == "401/124");
  }
  CHECK(note(world.send(get("/rec/download/film?access_token=x", ""))).find("in the query") !=
        std::string::npos);
}

TEST_CASE("downloader: a download token opens the files of its meeting, and nothing else") {
  Downloads world;
  const auto token = world.download_token();
  CHECK(world.download("film", token).status == 200);
  CHECK(refusal_of(world.download("other", token)) == "401/124");
  CHECK(refusal_of(world.call("GET", "/users/me", {}, token)) == "401/124");
  world.clock.advance(std::chrono::hours{24});
  CHECK(world.download("film", token).status == 401);
  world.send({"POST", "/__admin/reset", {{"Host", "localhost"}}, {}});
  CHECK(refusal_of(world.download("film", token)) == "401/124");
}

TEST_CASE("downloader: a download token lives as long as is asked for, at most seven days") {
  Downloads world;
  const auto brief = world.download_token("&ttl=60");
  const auto longest = world.download_token("&ttl=9999999");
  world.clock.advance(std::chrono::seconds{59});
  CHECK(world.download("film", brief).status == 200);
  world.clock.advance(std::chrono::seconds{1});
  CHECK(world.download("film", brief).status == 401);
  world.clock.advance(std::chrono::hours{24 * 7 - 1});
  CHECK(world.download("film", longest).status == 200);
  world.clock.advance(std::chrono::hours{1});
  CHECK(world.download("film", longest).status == 401);
}

TEST_CASE("downloader: what was deleted, or never was, is not there") {
  Downloads world;
  CHECK(refusal_of(world.download("none")) == "404/3301");
  world.call("DELETE", "/meetings/1/recordings/film", {}, "under-test");
  CHECK(refusal_of(world.download("film")) == "404/3301");
  CHECK(world.send({"POST", "/rec/download/film", {}, {}}).status == 405);
}

TEST_CASE("downloader: what a redirection leads to is open for 15 minutes") {
  Downloads world;
  const auto url =
      target_of(header(world.send(get("/rec/download/film", "under-test")), "Location"));
  world.clock.advance(std::chrono::minutes{14});
  CHECK(world.send(get(url, "")).status == 200);
  world.clock.advance(std::chrono::minutes{1});
  CHECK(world.send(get(url, "")).status == 401);
}

TEST_CASE("downloader: the journal shows neither a download token nor a signature") {
  Downloads world;
  const auto token = world.download_token();
  const auto location = header(world.send(get("/rec/download/film", token)), "Location");
  const auto signature = location.substr(location.find('=') + 1);
  world.send(get(target_of(location), ""));
  const auto journal = world.send({"GET", "/__admin/requests", {{"Host", "localhost"}}, {}}).body;
  CHECK(journal.find("recordingDownload") != std::string::npos);
  CHECK(journal.find(token) == std::string::npos);
  CHECK(journal.find(signature) == std::string::npos);
}

}  // namespace
}  // namespace zoom_mock
