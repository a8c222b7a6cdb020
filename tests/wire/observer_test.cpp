#include "server/wire/observer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "server/http/fault.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

std::string name_of(BreakOff why) {
  switch (why) {
    case BreakOff::kClientLeft:
      return "client left";
    case BreakOff::kStopped:
      return "stopped";
    case BreakOff::kFault:
      return "fault";
    case BreakOff::kCut:
      return "cut";
  }
  return "?";
}

/// What an observer was told, each in a line: "delivered GET / 200 stub:echo".
class Record {
 public:
  Observer observer() {
    Observer observer;
    observer.refused = [this](const Answer& answer, SteadyClock::time_point) {
      add("refused " + std::to_string(answer.status) + " " + answer.explanation.why);
    };
    observer.delivered = [this](const Exchanged& exchanged) {
      add("delivered " + text_of(exchanged));
    };
    observer.broken_off = [this](const Exchanged& exchanged, BreakOff why) {
      add(name_of(why) + " " + text_of(exchanged));
    };
    observer.abandoned = [this](const std::string& how) { add("abandoned: " + how); };
    return observer;
  }

  Lines lines() const {
    const std::scoped_lock lock(mutex_);
    return lines_;
  }

  /// The lines once there are so many, or those that came within 10 seconds.
  Lines lines(std::size_t count) const {
    std::unique_lock lock(mutex_);
    told_.wait_for(lock, 10s, [&] { return lines_.size() >= count; });
    return lines_;
  }

 private:
  static std::string text_of(const Exchanged& exchanged) {
    const auto& [request, answer, asked] = exchanged;
    return request.method + " " + request.target + " " + std::to_string(answer.status) + " " +
           answer.explanation.outcome_text();
  }

  void add(std::string line) {
    const std::scoped_lock lock(mutex_);
    lines_.push_back(std::move(line));
    told_.notify_all();
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable told_;
  Lines lines_;
};

/// `/KIND` goes wrong in that way, `/quick` is dribbled whole, anything else as in echo().
Response go_wrong_slowly(const Request& request) {
  auto response = echo(request);
  if (const auto fault = find_fault(request.target.substr(1))) {
    response.delivery.fault = {*fault, 1};
  }
  if (request.target == "/quick") response.delivery.fault = {FaultKind::kDribble, 4000};
  return response;
}

/// A server that is observed.
struct ObservedWorld {
  explicit ObservedWorld(TransportOptions options = {})
      : server(observed_by(record, std::move(options)), go_wrong_slowly) {}

  static TransportOptions observed_by(Record& record, TransportOptions options) {
    options.observers = {record.observer()};
    return options;
  }

  Record record;
  Server server;
};

TEST_CASE("observer: an answer that a client has is recorded already") {
  ObservedWorld world;
  auto client = world.server.client();
  Lines expected;
  for (int i = 0; i < 200; ++i) {
    const auto target = "/" + std::to_string(i);
    client.send(get(target));
    client.answer();
    expected.push_back("delivered GET " + target + " 200 stub:echo");
    REQUIRE(world.record.lines() == expected);
  }
}

TEST_CASE("observer: pipelined requests are told in order, each once") {
  ObservedWorld world;
  auto client = world.server.client();
  client.send(get("/1") + get("/delay/5") + get("/quick") + get("/4") + "no HTTP\r\n");
  client.until_closed();
  CHECK(world.record.lines() ==
        Lines{"delivered GET /1 200 stub:echo", "delivered GET /delay/5 200 stub:echo",
              "delivered GET /quick 200 stub:echo", "delivered GET /4 200 stub:echo",
              "refused 400 the request line is not \"METHOD target HTTP/1.1\""});
}

TEST_CASE("observer: whatever the wire refuses is told, with the reason") {
  auto options = with_tls();
  options.head_deadline = 30ms;
  ObservedWorld world(options);
  auto late = world.server.client();
  late.send("GET / HT");
  late.until_closed();
  Client plain(world.server.transport.tls_port());
  plain.send(get("/"));
  plain.until_closed();
  CHECK(
      world.record.lines() ==
      Lines{"refused 408 the head did not end within 30 ms",
            "refused 400 this port speaks TLS (https://), and the client began no TLS handshake"});
}

TEST_CASE(
    "observer: who leaves in the middle of a request is told, who leaves between two is not") {
  ObservedWorld world;
  {
    auto client = world.server.client();
    client.send(get("/"));
    client.answer();
    client.send("GET /half HTTP/1.1\r\nHo");
  }
  CHECK(world.record.lines(2).back() ==
        "abandoned: the client left in the middle of a request's head");
  world.server.client().send(post_to_echo("Content-Length: 10\r\n\r\nhalf"));
  CHECK(world.record.lines(3).back() ==
        "abandoned: the client left in the middle of a request's body");
  {
    auto client = world.server.client();
    client.send(get("/last"));
    client.answer();
  }
  world.server.transport.stop();
  CHECK(world.record.lines(4).back() == "delivered GET /last 200 stub:echo");
}

TEST_CASE("observer: who is turned away is told") {
  TransportOptions options;
  options.most_connections = 0;
  ObservedWorld world(options);
  auto client = world.server.client();
  client.until_closed();
  CHECK(world.record.lines() ==
        Lines{"refused 503 the server has as many connections as it accepts (--max-connections)"});
}

TEST_CASE("observer: a connection that breaks during its delay breaks off") {
  ObservedWorld world;
  auto client = world.server.client();
  client.send(get("/before") + get("/delay/60000"));
  client.answer();  // goes out with the beginning of the delay
  client.reset();
  CHECK(world.record.lines(2) ==
        Lines{"delivered GET /before 200 stub:echo", "client left GET /delay/60000 200 stub:echo"});
}

TEST_CASE("observer: a stop during a delay breaks off") {
  TransportOptions options;
  options.drain = 20ms;
  ObservedWorld world(options);
  auto client = world.server.client();
  client.send(get("/before") + get("/delay/60000"));
  client.answer();  // goes out with the beginning of the delay
  world.server.transport.stop();
  CHECK(world.record.lines() ==
        Lines{"delivered GET /before 200 stub:echo", "stopped GET /delay/60000 200 stub:echo"});
}

TEST_CASE("observer: a fault that ends the connection breaks off, and is told when it begins") {
  ObservedWorld world;
  for (const auto* kind : {"reset", "close", "truncate", "garbage", "hang"}) {
    CAPTURE(kind);
    const auto before = world.record.lines().size();
    auto client = world.server.client();
    client.send(get("/" + std::string(kind)));
    const auto lines = world.record.lines(before + 1);
    REQUIRE(lines.size() == before + 1);
    CHECK(lines.back() == "fault GET /" + std::string(kind) + " 200 stub:echo");
  }
}

TEST_CASE("observer: a dribble that the client cuts is delivered first, then cut") {
  ObservedWorld world;
  auto client = world.server.client();
  client.send(get("/dribble"));
  CHECK(client.receive());
  CHECK(world.record.lines() == Lines{"delivered GET /dribble 200 stub:echo"});
  client.reset();
  CHECK(world.record.lines(2) ==
        Lines{"delivered GET /dribble 200 stub:echo", "cut GET /dribble 200 stub:echo"});
}

TEST_CASE("observer: a dribble that the stop cuts is cut") {
  TransportOptions options;
  options.drain = 20ms;
  ObservedWorld world(options);
  auto client = world.server.client();
  client.send(get("/dribble"));
  CHECK(client.receive());
  world.server.transport.stop();
  CHECK(world.record.lines() ==
        Lines{"delivered GET /dribble 200 stub:echo", "cut GET /dribble 200 stub:echo"});
}

TEST_CASE("observer: what is told of an answer is what was made, its bytes and its time included") {
  std::string bytes;
  std::chrono::nanoseconds took{};
  TransportOptions options;
  options.observers.emplace_back().delivered = [&](const Exchanged& exchanged) {
    bytes = exchanged.answer.bytes;
    took = SteadyClock::now() - exchanged.asked;
  };
  Server server(options);
  auto client = server.client();
  client.send(get("/delay/30"));
  CHECK(client.answer() == bytes);
  CHECK(took >= 30ms);
  CHECK(took < 10s);
}

}  // namespace
}  // namespace zoom_mock
