#pragma once

#include <string>

#include "server/mock/admin/request_copy.h"

namespace zoom_mock {

/// A command for a POSIX shell, with the remarks as comments above it.
std::string as_curl(const RequestCopy& copy);
/// A file that the HTTP clients of editors take, with the remarks as comments above it.
std::string as_http_file(const RequestCopy& original);

}  // namespace zoom_mock
