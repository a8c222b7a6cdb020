#pragma once

#include <cstdint>
#include <string>

#include "server/wire/awaitable.h"

namespace zoom_mock {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

/// Listens on the port; `option` is how somebody chose it. Errors: throws std::system_error that
/// names the place, and what to try when another server has it.
Acceptor listen(const std::string& host, std::uint16_t port, const std::string& option,
                asio::io_context& io);

}  // namespace zoom_mock
