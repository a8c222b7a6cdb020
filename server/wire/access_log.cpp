#include "server/wire/access_log.h"

#include <spdlog/logger.h>

#include <string>
#include <string_view>
#include <utility>

#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// "req-7 default/my-test ": which exchange of which session.
std::string origin_of(const Answer& answer) {
  if (answer.number == 0) return {};
  const auto session = answer.session.empty() ? "" : explanation_line(answer.session) + " ";
  return request_id(answer.number) + " " + session;
}

void log_answer(spdlog::logger& logger, std::string_view method, std::string_view target,
                const Answer& answer, std::chrono::steady_clock::time_point asked) {
  if (!logger.should_log(spdlog::level::info)) return;
  const auto& why = answer.explanation.why;
  const auto& fault = answer.delivery.fault;
  const auto [path, query] = split_target(target);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - asked;
  logger.info("{}{} {}{} {} {}{}{} {:.1f} ms{}{}", origin_of(answer),
              method == "-" ? "-" : shown_method(method), explanation_line(path),
              query ? "?..." : "", answer.status,
              explanation_line(answer.explanation.outcome_text()), fault ? " fault:" : "",
              fault ? fault_name(fault->kind) : "", took.count(), why.empty() ? "" : ": ",
              explanation_line(why));
}

void log_exchanged(spdlog::logger& logger, const Exchanged& exchanged) {
  const auto& [request, answer, asked] = exchanged;
  log_answer(logger, request.method, request.target, answer, asked);
}

/// What kept an answer from going out.
std::string lateness_of(const Answer& answer) {
  if (answer.waiting) return "while its answer waited for what may come";
  if (answer.delivery.hold) return "while its answer was held";
  return "during a delay of " + std::to_string(answer.delivery.delay.count()) + " ms";
}

void log_unanswered(spdlog::logger& logger, const Exchanged& exchanged, std::string_view what) {
  logger.info("{}{} {} {}", origin_of(exchanged.answer), shown_method(exchanged.request.method),
              what, lateness_of(exchanged.answer));
}

}  // namespace

Observer access_log(std::shared_ptr<spdlog::logger> logger) {
  Observer log;
  log.refused = [logger](const Answer& answer, std::chrono::steady_clock::time_point asked) {
    log_answer(*logger, "-", "-", answer, asked);
  };
  log.abandoned = [logger](const std::string& how) { logger->info("- {}", how); };
  log.delivered = [logger](const Exchanged& exchanged) { log_exchanged(*logger, exchanged); };
  log.broken_off = [logger = std::move(logger)](const Exchanged& exchanged, BreakOff why) {
    switch (why) {
      case BreakOff::kClientLeft:
        return log_unanswered(*logger, exchanged, "client left");
      case BreakOff::kStopped:
        return log_unanswered(*logger, exchanged, "unanswered: the server stopped");
      case BreakOff::kFault:
        return log_exchanged(*logger, exchanged);
      case BreakOff::kCut:
        return;  // it has its line
    }
  };
  return log;
}

}  // namespace zoom_mock
