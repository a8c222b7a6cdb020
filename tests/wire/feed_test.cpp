#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "server/http/waiting.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

/// News for all who follow; each feed knows how far it has told them.
class News {
 public:
  void add(std::string text) {
    {
      const std::scoped_lock lock(mutex_);
      news_.push_back(std::move(text));
    }
    bell_->ring();
  }

  std::shared_ptr<Feed> feed() {
    return std::make_shared<Feed>(Feed{bell_, [this, told = std::size_t{0}]() mutable {
                                         const std::scoped_lock lock(mutex_);
                                         return told < news_.size() ? news_[told++] : "";
                                       }});
  }

 private:
  std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  std::mutex mutex_;
  std::vector<std::string> news_;
};

/// A server whose `/news` goes on, and which echoes all else.
struct FeedWorld {
  explicit FeedWorld(TransportOptions options = {})
      : server(std::move(options), [this](const Request& request) {
          auto response = echo(request);
          if (request.target != "/news") return response;
          response.headers = {{"Content-Type", "text/event-stream"}};
          response.body = "begin|";
          response.feed = news.feed();
          return response;
        }) {}

  News news;
  Server server;
};

/// Receives until the text has come, and says whether it did.
bool comes(Client& client, std::string_view text) {
  while (!client.has(text)) {
    if (!client.receive()) return false;
  }
  return true;
}

/// A client that follows, and has the head.
template <class AnyClient>
void follow(AnyClient& client) {
  client.send(get("/news"));
  REQUIRE(comes(client, "begin|"));
}

TEST_CASE("feed: the head says that the connection ends with it, and names no length") {
  FeedWorld world(patient());
  auto client = world.server.client();
  follow(client);
  world.server.transport.stop();
  const auto all = client.until_closed();
  CHECK(all.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
  CHECK(all.find("\r\nConnection: close\r\n") != std::string::npos);
  CHECK(all.find("Content-Length") == std::string::npos);
  CHECK(body_of(all) == "begin|");
}

TEST_CASE("feed: what has come and what comes is told, once and in order") {
  FeedWorld world;
  world.news.add("old|");
  auto client = world.server.client();
  follow(client);
  for (int i = 0; i < 300; ++i) {
    world.news.add(std::to_string(i) + "|");
    if (i % 2 == 0) REQUIRE(comes(client, "|" + std::to_string(i) + "|"));
  }
  REQUIRE(comes(client, "|299|"));
  std::string expected = "begin|old|";
  for (int i = 0; i < 300; ++i) expected += std::to_string(i) + "|";
  world.server.transport.stop();
  CHECK(body_of(client.until_closed()) == expected);
}

TEST_CASE("feed: hundreds follow on one thread, and others are answered") {
  FeedWorld world(one_thread());
  std::vector<Client> clients;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(world.server.client());
    follow(clients.back());
  }
  auto other = world.server.client();
  other.send(get("/other"));
  CHECK(body_of(other.answer()) == "/other");
  world.news.add("one for all|");
  for (auto& client : clients) CHECK(comes(client, "one for all|"));
}

TEST_CASE("feed: stop does not wait for those who follow, and ends them in order") {
  FeedWorld world(patient(with_tls(one_thread())));
  auto plain = world.server.client();
  auto secure = tls_client(world.server);
  follow(plain);
  follow(secure);
  const auto begin = SteadyClock::now();
  world.server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(plain.until_closed().ends_with("begin|"));
  CHECK(secure.until_closed().ends_with("begin|"));  // and no "<cut>"
}

TEST_CASE("feed: tells its news inside TLS too") {
  FeedWorld world(with_tls());
  auto client = tls_client(world.server);
  follow(client);
  world.news.add("sealed|");
  CHECK(comes(client, "begin|sealed|"));
}

TEST_CASE("feed: ends when the client leaves, by a reset or by an end") {
  for (const bool by_reset : {true, false}) {
    CAPTURE(by_reset);
    FeedWorld world(patient());
    auto client = world.server.client();
    follow(client);
    if (by_reset) {
      client.reset();
    } else {
      client.end_input();
      CHECK(client.until_closed().ends_with("begin|"));  // and not "<nothing more>"
    }
    const auto begin = SteadyClock::now();
    world.server.transport.stop();  // would find it gone
    CHECK(SteadyClock::now() - begin < 10s);
  }
}

TEST_CASE("feed: a client that takes nothing is asked for nothing, and is cut off in the end") {
  std::atomic<int> asked{0};
  const std::size_t size = 1024UL * 1024;
  const auto bell = std::make_shared<Bell>();
  auto options = one_thread();
  options.idle_deadline = 100ms;
  Server server(options, [&](const Request& request) {
    auto response = echo(request);
    if (request.target != "/news") return response;
    response.feed = std::make_shared<Feed>(Feed{bell, [&asked] {
                                                  ++asked;
                                                  return std::string(size, 'x');
                                                }});
    return response;
  });
  auto deaf = server.client();
  deaf.send(get("/news"));
  auto other = server.client();
  for (int i = 0; i < 100; ++i) {
    bell->ring();
    other.send(get("/other"));
    REQUIRE(body_of(other.answer()) == "/other");
  }
  const int most = asked;
  CHECK(most < 30);  // what the sockets' buffers take, and one more
  const auto taken = deaf.until_closed().size();
  CHECK(taken > 0);
  CHECK(taken <= (static_cast<std::size_t>(asked) + 1) * size);
}

TEST_CASE("feed: what a follower says is forgotten") {
  FeedWorld world(one_thread());
  auto client = world.server.client();
  follow(client);
  client.send(std::string(4'000'000, 'x'));
  world.news.add("still there|");
  CHECK(comes(client, "still there|"));
}

TEST_CASE("feed: HEAD gets the head alone") {
  FeedWorld world;
  auto client = world.server.client();
  client.send("HEAD /news HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto all = client.until_closed();
  CHECK(all.find("Content-Length") == std::string::npos);
  CHECK(body_of(all).empty());
}

}  // namespace
}  // namespace zoom_mock
