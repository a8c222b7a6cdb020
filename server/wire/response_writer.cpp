#include "server/wire/response_writer.h"

#include <httplib.h>

#include <array>
#include <cstddef>
#include <stdexcept>

#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

/// RFC 9110 8.6: these have no body, and a Content-Length would be a lie or forbidden.
/// Of the bodiless ones a 205 says that its body is empty (RFC 9110 15.3.6).
bool has_no_length(int status) { return is_bodiless(status) && status != 205; }

/// The stream httplib reads a request from and writes its answer to. It has the virtual functions
/// of every version from 0.11 on, hence no `override`.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view request) : unread_(request) {}

  const std::string& written() const { return written_; }

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
    written_.append(from, size);
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
  std::string written_;
};

/// A httplib::Server that answers everything by a response of that shape, without a header but
/// Content-Length: what it adds of its own accord differs in each version.
class HeadServer final : public httplib::Server {
 public:
  explicit HeadServer(const HeadShape& shape) {
    set_pre_routing_handler([shape](const httplib::Request&, httplib::Response& out) {
      out.status = shape.status;
      if (shape.has_body) out.body = "any";
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& out) {
      const auto length = out.get_header_value("Content-Length");
      out.headers = httplib::Headers();
      if (!length.empty()) out.set_header("Content-Length", length);
    });
  }

  /// process_request has two forms: with the addresses of both ends from 0.18 on.
  void answer(auto& stream) {
    bool closed = false;
    if constexpr (requires { this->process_request(stream, false, closed, nullptr); }) {
      this->process_request(stream, false, closed, nullptr);
    } else {
      this->process_request(stream, {}, 0, {}, 0, false, closed, nullptr);
    }
  }
};

void append_line(std::string& bytes, std::string_view name, std::string_view value) {
  bytes.append(name).append(": ").append(value).append("\r\n");
}

/// Without control bytes, so that a value cannot end its line, and without spaces and tabs at its
/// ends.
void append_field(std::string& bytes, const Header& field) {
  if (!has_control(field.value)) return append_line(bytes, field.name, trim(field.value));
  std::string safe = field.value;
  std::erase_if(safe, is_control);
  append_line(bytes, field.name, trim(safe));
}

}  // namespace

Head head_by_httplib(const HeadShape& shape) {
  MemoryStream stream(shape.to_head ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n");
  HeadServer(shape).answer(stream);
  const std::string_view written = stream.written();
  const auto line_end = written.find("\r\n");
  const auto head_end = written.find("\r\n\r\n");
  if (head_end == std::string_view::npos) throw std::logic_error("httplib wrote no response");
  Head head;
  head.status_line = written.substr(0, line_end + 2);
  head.has_length = written.find("\r\nContent-Length: ") < head_end && !has_no_length(shape.status);
  head.sends_body = written.size() > head_end + 4;
  return head;
}

std::string ResponseWriter::write(const Response& response, bool to_head,
                                  std::string_view connection) {
  constexpr std::size_t kUsualHead = 512;
  const bool bodiless = is_bodiless(response.status);
  const auto& head = head_of({response.status, to_head, !bodiless && !response.body.empty()});
  std::string bytes;
  bytes.reserve(kUsualHead + response.body.size());
  bytes += head.status_line;
  bool dated = false;
  for (const auto& field : response.headers) {
    if (is_framing_field(field.name) || !is_token(field.name)) continue;
    if (bodiless && iequals(field.name, "Content-Type")) continue;
    dated |= iequals(field.name, "Date");
    append_field(bytes, field);
  }
  if (!dated) append_line(bytes, "Date", date());
  const std::size_t length = bodiless ? 0 : response.body.size();
  if (head.has_length && response.feed == nullptr)
    append_line(bytes, "Content-Length", std::to_string(length));
  if (!connection.empty()) append_line(bytes, "Connection", connection);
  bytes += "\r\n";
  if (head.sends_body) bytes += response.body;
  return bytes;
}

const Head& ResponseWriter::head_of(const HeadShape& shape) {
  const auto known = heads_.find(shape);
  if (known != heads_.end()) return known->second;
  return heads_.emplace(shape, head_by_httplib(shape)).first->second;
}

const std::string& ResponseWriter::date() {
  if (const auto now = std::time(nullptr); now != dated_) {
    dated_ = now;
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    date_.assign(text.data(),
                 std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc));
  }
  return date_;
}

std::string httplib_version() { return CPPHTTPLIB_VERSION; }

}  // namespace zoom_mock
