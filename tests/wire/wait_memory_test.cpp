#include "server/wire/wait_memory.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace zoom_mock {
namespace {

constexpr std::size_t kUsual = 128;

TEST_CASE("wait_memory: one operation at a time has the room, others the heap") {
  WaitMemory memory;
  void* const first = memory.take(kUsual);
  void* const second = memory.take(kUsual);
  CHECK(first != second);
  memory.give_back(first);
  CHECK(memory.take(kUsual) == first);
  memory.give_back(second);
  memory.give_back(first);
}

TEST_CASE("wait_memory: what is too large for it is on the heap") {
  WaitMemory memory;
  void* const large = memory.take(100'000);
  void* const usual = memory.take(kUsual);
  memory.give_back(large);
  memory.give_back(usual);
  CHECK(memory.take(kUsual) == usual);
}

TEST_CASE("wait_memory: a wait lives in it, and leaves it before its handler is called") {
  asio::io_context io;
  Socket socket(io.get_executor(), asio::ip::tcp::v4());
  WaitMemory memory;
  std::vector<void*> rooms;
  const auto look = [&] {
    rooms.push_back(memory.take(kUsual));
    memory.give_back(rooms.back());
  };
  look();
  wait_in(memory, socket, Socket::wait_write, [&](std::error_code) { look(); });
  look();
  socket.close();
  io.run();
  REQUIRE(rooms.size() == 3);
  CHECK(rooms[0] != rooms[1]);
  CHECK(rooms[0] == rooms[2]);
}

TEST_CASE("wait_memory: so does the wait of a coroutine") {
  asio::io_context io;
  const asio::ip::tcp::endpoint anywhere(asio::ip::address_v4::loopback(), 0);
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> nobody_comes(io, anywhere);
  WaitMemory memory;
  std::error_code error;
  const auto waits = [&]() -> Awaitable<void> {
    co_await wait_in(memory, nobody_comes, Socket::wait_read, error);
  };
  void* const room = memory.take(kUsual);
  memory.give_back(room);
  asio::co_spawn(io, waits, asio::detached);
  io.poll();
  nobody_comes.cancel();
  void* const other = memory.take(kUsual);
  CHECK(other != room);
  memory.give_back(other);
  io.run();
  CHECK(error == asio::error::operation_aborted);
  CHECK(memory.take(kUsual) == room);
}

}  // namespace
}  // namespace zoom_mock
