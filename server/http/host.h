#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace zoom_mock {

/// A host as a URL has it: an IPv6 address in brackets.
std::string host_in_url(const std::string& host);

/// "http://127.0.0.1:8080": where the client of a request believes to be, by its target or its
/// Host.
std::string origin_of(const Request& request);

/// Whether a host, as a URL or a command line names it, is this machine's own loopback.
bool is_loopback(std::string_view host);

/// The host as an address where no resolver need be asked: "localhost" and the names below it are
/// loopback (RFC 6761 6.3), whatever a resolver would say. Other hosts as they are.
std::string numeric_host(const std::string& host);

}  // namespace zoom_mock
