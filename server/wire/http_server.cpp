#include "server/wire/http_server.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "server/http/grammar.h"
#include "server/wire/head_template.h"

namespace zoom_mock {

namespace {

/// What httplib gets to read: one per method it knows. Target, headers and body stay with us, so no
/// version of it can decode, slice, compress, refuse or route anything on its own.
constexpr std::array<std::string_view, 9> kHeads = {
    "GET / HTTP/1.1\r\n\r\n",   "HEAD / HTTP/1.1\r\n\r\n",    "POST / HTTP/1.1\r\n\r\n",
    "PUT / HTTP/1.1\r\n\r\n",   "PATCH / HTTP/1.1\r\n\r\n",   "DELETE / HTTP/1.1\r\n\r\n",
    "TRACE / HTTP/1.1\r\n\r\n", "OPTIONS / HTTP/1.1\r\n\r\n", "CONNECT / HTTP/1.1\r\n\r\n"};

std::optional<std::string_view> head_for(std::string_view method) {
  for (const auto head : kHeads) {
    if (head.starts_with(method) && head[method.size()] == ' ') return head;
  }
  return std::nullopt;
}

/// A header value that can not end its line: control bytes dropped, no blanks at the ends.
std::string line_safe(std::string_view value) {
  if (!has_control(value)) return std::string(trim(value));
  std::string safe(value);
  std::erase_if(safe, is_control);
  return std::string(trim(safe));
}

/// RFC 9110 8.6: these have no body, and a Content-Length would be a lie or forbidden.
bool is_bodiless(int status) { return status == 204 || status == 304; }

/// RFC 9110 5.6.7, written once per second.
class Date {
 public:
  const std::string& now() {
    if (const auto time = std::time(nullptr); time != time_) {
      time_ = time;
      std::tm utc{};
      gmtime_r(&time, &utc);
      std::array<char, 32> text{};
      text_.assign(text.data(),
                   std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc));
    }
    return text_;
  }

 private:
  std::time_t time_ = -1;
  std::string text_;
};

/// The stream httplib reads a request from and writes its answer to. It has the virtual functions
/// of every version from 0.11 on, hence no `override`.
class MemoryStream final : public httplib::Stream {
 public:
  MemoryStream(std::string_view request, std::string& answer) : unread_(request), answer_(answer) {}

  // NOLINTBEGIN(modernize-use-override, readability-convert-member-functions-to-static)
  bool is_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_readable() const { return true; }
  bool wait_writable() const { return true; }
  bool is_peer_alive() const { return true; }
  ssize_t read(char* to, size_t size) {
    const auto count = unread_.copy(to, size);
    unread_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) {
    answer_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const {}
  void get_local_ip_and_port(std::string&, int&) const {}
  // Builds of httplib below 0.20 with select() refuse to serve a descriptor >= 1024.
  socket_t socket() const { return 0; }
  time_t duration() const { return 0; }
  void set_read_timeout(time_t, time_t) {}
  const char* buffered_data(size_t& size) const {
    size = unread_.size();
    return size == 0 ? nullptr : unread_.data();
  }
  void consume_buffered(size_t size) { unread_.remove_prefix(size); }
  // NOLINTEND(modernize-use-override, readability-convert-member-functions-to-static)

 private:
  std::string_view unread_;
  std::string& answer_;
};

}  // namespace

/// The httplib::Server: takes a response through its hooks and writes it.
class HttpServer::Engine : public httplib::Server {
 public:
  Engine() {
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& out) {
      hand_over(out);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& out) { finish(out); });
  }

  /// The bytes of the response to a request with that head.
  std::string write(std::string_view head, const Response& response, std::string_view connection) {
    shape_.head = head;
    shape_.status = response.status;
    shape_.connection = connection;
    shape_.has_body = !response.body.empty();
    shape_.names.clear();
    values_.clear();
    mended_.clear();
    has_type_ = false;
    bool dated = false;
    for (const auto& field : response.headers) {
      if (is_framing_field(field.name) || !is_token(field.name)) continue;
      dated |= iequals(field.name, "Date");
      add(field.name, field.value);
    }
    if (!dated) add("Date", date_.now());
    return head_template().fill(values_, response.body);
  }

 private:
  /// What a head depends on, beside values.
  struct Shape {
    std::string_view head;  ///< of the request; one of kHeads
    int status = 0;
    std::string_view connection;  ///< the header's value, a literal; empty: no such header
    bool has_body = false;
    std::string names;  ///< of the headers, each with a line feed behind it

    bool operator<(const Shape& other) const {
      return std::tie(status, head, connection, has_body, names) <
             std::tie(other.status, other.head, other.connection, other.has_body, other.names);
    }
  };

  void add(std::string_view name, std::string_view value) {
    shape_.names.append(name).append("\n");
    has_type_ |= iequals(name, "Content-Type");
    values_.push_back(has_control(value) ? mended_.emplace_back(line_safe(value)) : trim(value));
  }

  const HeadTemplate& head_template() {
    const auto known = templates_.find(shape_);
    if (known != templates_.end()) return known->second;
    if (templates_.size() == kMostTemplates) templates_.clear();
    std::string written;
    MemoryStream stream(shape_.head, written);
    run(stream);
    return templates_.emplace(shape_, HeadTemplate(std::move(written), values_.size()))
        .first->second;
  }

  /// process_request has two shapes: with the addresses of both ends from 0.18 on.
  void run(auto& stream) {
    bool closed = false;
    if constexpr (requires { this->process_request(stream, false, closed, nullptr); }) {
      this->process_request(stream, false, closed, nullptr);
    } else {
      this->process_request(stream, {}, 0, {}, 0, false, closed, nullptr);
    }
  }

  void hand_over(httplib::Response& out) const {
    out.status = shape_.status;
    std::istringstream names(shape_.names);
    std::size_t number = 0;
    for (std::string name; std::getline(names, name);) {
      out.headers.emplace(name, HeadTemplate::mark(number++));
    }
    if (shape_.has_body && !is_bodiless(out.status)) out.body = HeadTemplate::kBody;
  }

  /// Undoes what httplib adds of its own accord, and differently in each version.
  void finish(httplib::Response& out) const {
    for (const auto* name : {"Keep-Alive", "Accept-Ranges", "Connection"}) out.headers.erase(name);
    if (!shape_.connection.empty()) {
      out.headers.emplace("Connection", std::string(shape_.connection));
    }
    if (is_bodiless(out.status)) out.headers.erase("Content-Length");
    if (is_bodiless(out.status) || !has_type_) out.headers.erase("Content-Type");
  }

  static constexpr std::size_t kMostTemplates = 256;

  // Of the response being written:
  Shape shape_;
  std::vector<std::string_view> values_;
  std::deque<std::string> mended_;  ///< those of them that did not come as they are sent
  bool has_type_ = false;

  std::map<Shape, HeadTemplate> templates_;
  Date date_;
};

HttpServer::HttpServer(Handler handler, std::size_t number)
    : handler_(std::move(handler)), number_(number), engine_(std::make_unique<Engine>()) {}

HttpServer::~HttpServer() = default;

Response HttpServer::explained(int status, Outcome outcome, std::string why) {
  Response response;
  response.status = status;
  response.body = nlohmann::json{{"code", status}, {"message", why}}.dump();
  response.headers = {{"Content-Type", "application/json"}};
  response.explanation = {outcome, {}, std::move(why), {}};
  write_explanation(response,
                    "wire-" + std::to_string(number_) + "-" + std::to_string(++explained_));
  return response;
}

Response HttpServer::bug(std::string_view what) {
  return explained(500, Outcome::kInternalError,
                   "this is a bug in zoom-mock: " + std::string(what));
}

Answer HttpServer::answer(const FramedRequest& framed) {
  // The response is written for a method httplib knows; of all methods only HEAD is answered apart.
  const auto head = head_for(framed.request.method).value_or(kHeads[0]);
  try {
    return compose(head, handler_(framed.request), framed);
  } catch (...) {
    return compose(head, bug("the handler threw"), framed);
  }
}

Answer HttpServer::refuse(const FramingError& error) {
  FramedRequest unread;
  unread.keep_alive = false;
  return compose(kHeads[0], explained(error.status, Outcome::kRefused, error.why), unread);
}

Answer HttpServer::compose(std::string_view head, Response response, const FramedRequest& framed) {
  if (response.status < 200 || response.status > 999) response = bug("an impossible status");
  Answer answer;
  answer.delay = response.delivery.delay;
  answer.fault = response.delivery.fault;
  answer.status = response.status;
  answer.keep_alive =
      framed.keep_alive && !iequals(response.headers.find("Connection").value_or(""), "close");
  const auto connection = !answer.keep_alive          ? "close"
                          : framed.minor_version == 0 ? "keep-alive"
                                                      : "";
  answer.bytes = engine_->write(head, response, connection);
  answer.explanation = std::move(response.explanation);
  return answer;
}

std::string httplib_version() { return CPPHTTPLIB_VERSION; }

}  // namespace zoom_mock
