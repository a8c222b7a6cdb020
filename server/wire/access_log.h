#pragma once

#include <memory>

#include "server/wire/observer.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace zoom_mock {

/// Logs one line per request, the only place that words them. Neither a query nor a header nor a
/// body is ever logged: they may hold secrets.
Observer access_log(std::shared_ptr<spdlog::logger> logger);

}  // namespace zoom_mock
