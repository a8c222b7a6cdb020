#include <arpa/inet.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <stdexcept>
#include <string_view>

#include "server/base/file.h"
#include "server/commands/commands.h"
#include "server/commands/environment.h"
#include "server/commands/process.h"
#include "server/http/host.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// No file of authorities is longer.
constexpr std::size_t kMostEnvBytes = 16UL * 1024 * 1024;

/// The host is also in comments, where a line break would end the comment.
bool is_host(std::string_view host) {
  constexpr std::string_view kMarks = ".-_:%";
  const auto fits = [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || kMarks.find(c) != kMarks.npos;
  };
  return !host.empty() && std::ranges::all_of(host, fits);
}

bool is_address(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

void require_certificate(const fs::path& path) {
  const auto text = "\n" + read_file(path, kMostEnvBytes);
  if (text.find("\n-----BEGIN CERTIFICATE-----") != std::string::npos) return;
  throw std::runtime_error(path.string() +
                           " holds no certificate: the ca.pem of `zoom-mock tls init` does");
}

void print_trust_hint(std::ostream& out) {
  out << R"(# In this shell clients trust this authority. Node.js trusts the others too; curl,
# OpenSSL and Python may not: for the rest of the internet use another shell.
)";
}

void print_proxy_hint(std::ostream& out) {
  out << R"(# https://api.zoom.us, its regional twins and https://zoom.us are answered by the mock, for
# clients that heed HTTPS_PROXY (Node.js: from 24 on). Every other https host gets 403.
)";
}

void print_tls_hints(const EnvOptions& options, std::ostream& out) {
  const auto target = ":443:" + host_in_url(options.host) + ":" + std::to_string(options.tls_port);
  out << R"(#
# https://api.zoom.us, answered by the mock:
#   curl --connect-to )"
      << shell_word("api.zoom.us" + target) << " --connect-to " << shell_word("zoom.us" + target)
      << R"( https://api.zoom.us/v2/...
#
# Clients that cannot be led elsewhere need this line in /etc/hosts. It chooses no port:
# the mock must then listen on 443 (serve --tls-port 443).
#   )" << (is_address(options.host) ? options.host : "<address of " + options.host + ">")
      << " api.zoom.us zoom.us\n";
}

}  // namespace

int print_environment(const EnvOptions& options, std::ostream& out, std::ostream& err) {
  if (!is_host(options.host)) {
    err << "--host \"" << options.host
        << "\" is neither an address nor a name, such as 127.0.0.1\n";
    return kUsage;
  }
  if (options.ca) require_certificate(*options.ca);
  const auto url = "http://" + host_in_url(options.host) + ":" + std::to_string(options.port);
  // What is exported comes before every comment: without quotes, `eval $(zoom-mock env)` makes one
  // line of it all.
  for (const auto& [name, value] :
       client_environment({.url = url, .authority = options.ca, .is_proxy = options.is_proxy})) {
    out << "export " << name << "=" << shell_word(value) << "\n";
  }
  if (options.ca) print_trust_hint(out);
  if (options.ca && !options.is_proxy) print_tls_hints(options, out);
  if (options.is_proxy) print_proxy_hint(out);
  return kDone;
}

}  // namespace zoom_mock
