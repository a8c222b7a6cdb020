// What the benchmark is measured against: the same task by a plain cpp-httplib server, as its
// documentation teaches: routes, multipart and threads are the library's.
//
//   zoom_mock_stock_server PORT [THREADS]   serves on 127.0.0.1 until SIGTERM; as many threads as
//                                           the library would start when none are given
#include <httplib.h>
#include <pthread.h>

#include <csignal>
#include <iostream>
#include <string>
#include <thread>

namespace {

constexpr auto kAuthorization = "Bearer test-token";
constexpr auto kUnknownMeeting = "4040003001";

/// Multipart fields are `files` up to httplib 0.22, part of `form` from 0.23 on.
bool has_field(const auto& request, const std::string& name) {
  if constexpr (requires { request.has_file(name); }) {
    return request.has_file(name);
  } else {
    return request.form.has_field(name);
  }
}

void fail(httplib::Response& response, int status, int code, const std::string& message) {
  response.status = status;
  const auto json = R"({"code":)" + std::to_string(code) + R"(,"message":")" + message + R"("})";
  response.set_content(json, "application/json");
}

void update_live_stream(const httplib::Request& request, httplib::Response& response) {
  if (request.get_header_value("Authorization") != kAuthorization) {
    return fail(response, 401, 124, "Invalid access token.");
  }
  const std::string meeting = request.matches[1];
  if (meeting == kUnknownMeeting) {
    return fail(response, 404, 3001, "Meeting does not exist: " + meeting + ".");
  }
  for (const auto* field : {"stream_url", "stream_key", "page_url"}) {
    if (!has_field(request, field)) return fail(response, 400, 300, "Validation Failed.");
  }
  response.status = 204;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: zoom_mock_stock_server PORT [THREADS]\n";
    return 2;
  }
  httplib::Server server;
  if (argc == 3) {
    const auto threads = std::stoul(argv[2]);
    server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  }
  // By default a connection ends after 5 requests (100 in newer versions), and every answer with a
  // body waits 40 ms for an acknowledgement: nobody who cares for speed leaves it so.
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_tcp_nodelay(true);
  server.Patch(R"(/v2/meetings/(\d+)/livestream)", update_live_stream);

  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &end, nullptr);
  std::thread([&server, end] {
    int signal = 0;
    sigwait(&end, &signal);
    server.stop();
  }).detach();
  if (!server.listen("127.0.0.1", std::stoi(argv[1]))) {
    std::cerr << "stock_server: cannot listen on 127.0.0.1:" << argv[1] << "\n";
    return 3;
  }
  return 0;
}
