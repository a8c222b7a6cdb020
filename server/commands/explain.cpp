#include <algorithm>
#include <istream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "server/app/explainer.h"
#include "server/app/request_file.h"
#include "server/app/scenario_watch.h"
#include "server/base/file.h"
#include "server/base/hex.h"
#include "server/commands/commands.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// No recording of a test is longer.
constexpr std::size_t kMostRequestBytes = 64UL * 1024 * 1024;

std::string read_input(std::istream& in) {
  std::string text(kMostRequestBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMostRequestBytes)
    throw std::runtime_error("standard input has more than 64 MiB");
  return text;
}

ScenarioSet read_scenarios(const ScenarioSources& sources, std::ostream& err) {
  auto reading = ScenarioWatch(sources).read();
  if (!reading.set) throw ScenarioErrors(std::move(reading.problems));
  for (const auto& problem : reading.problems) err << render(problem);
  return std::move(*reading.set);
}

/// How the client gets the answer, when that is not at once and whole; empty otherwise.
std::string delivery_of(const Answer& answer) {
  const auto delay = answer.delivery.delay;
  const auto& fault = answer.delivery.fault;
  std::string text;
  if (delay.count() > 0) text = "after " + std::to_string(delay.count()) + " ms";
  if (fault)
    text +=
        (text.empty() ? "" : ", ") + std::string("fault ") + std::string(fault_name(fault->kind));
  return text;
}

std::string line_of(const StubTrial& stub) {
  using enum StubTrial::Result;
  const auto whys = joined(stub.whys, "; ");
  const auto name = "stub " + quote(stub.name);
  switch (stub.result) {
    case kMissed:
      return name + " does not match: " + whys;
    case kPassed:
      return name + " matches, but " + whys;
    case kAdded:
      return name + " matches, and leaves the answer to others";
    case kAnswered:
      return name + " answers";
    case kKeptBack:
      return name + " matches, and keeps its success back";
    case kNotAsked:
      break;
  }
  return name + " is not asked";
}

/// The bytes line by line, each behind a bar; what a terminal would obey is shown as '?'.
void print_bytes(std::string_view bytes, std::ostream& out) {
  if (bytes.empty()) out << "  (no byte)\n";
  while (!bytes.empty()) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    const auto shown = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    out << "  |" << (shown.empty() ? "" : " ") << terminal_line(shown) << "\n";
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
  }
}

void print_text(const std::string& place, const ExplainedExchange& exchange, std::ostream& out) {
  const auto& answer = exchange.answer;
  const auto& explanation = answer.explanation;
  out << terminal_line(place) << ": "
      << explanation_line(exchange.request.empty() ? "no request" : exchange.request) << "\n  "
      << answer.status << " from " << explanation_line(explanation.outcome_text());
  if (!answer.session.empty()) out << ", session " << quote(answer.session);
  if (!exchange.token.empty()) out << ", token " << quote(exchange.token);
  out << "\n";
  if (!explanation.why.empty()) out << "  why: " << explanation_line(explanation.why) << "\n";
  for (const auto& note : explanation.notes) out << "  note: " << explanation_line(note) << "\n";
  if (exchange.left_over > 0) {
    out << "  note: " << exchange.left_over
        << " bytes behind it begin another request: is the Content-Length too small?\n";
  }
  std::size_t not_asked = 0;
  for (const auto& stub : exchange.stubs) {
    if (stub.result == StubTrial::Result::kNotAsked) {
      ++not_asked;
    } else {
      out << "  " << line_of(stub) << "\n";
    }
  }
  if (not_asked > 0) {
    out << "  " << not_asked << (not_asked == 1 ? " more stub is" : " more stubs are")
        << " not asked\n";
  }
  if (const auto delivery = delivery_of(answer); !delivery.empty()) out << "  " << delivery << "\n";
  print_bytes(exchange.received, out);
}

/// Bytes that are no UTF-8 cannot stand in JSON: they are spelt in hexadecimal.
void add_bytes(const std::string& bytes, Json& json) {
  json["bytes"] = bytes;
  try {
    static_cast<void>(json.dump());
  } catch (const Json::type_error&) {
    json.erase("bytes");
    json["bytes_hex"] = hex(bytes);
  }
}

Json json_of(const std::string& place, const ExplainedExchange& exchange) {
  const auto& answer = exchange.answer;
  const auto& explanation = answer.explanation;
  auto stubs = Json::array();
  for (const auto& stub : exchange.stubs) {
    stubs.push_back(
        {{"name", stub.name}, {"result", result_name(stub.result)}, {"whys", stub.whys}});
  }
  const auto& fault = answer.delivery.fault;
  Json json = {{"place", place},
               {"request", exchange.request},
               {"session", answer.session},
               {"token", exchange.token},
               {"status", answer.status},
               {"outcome", explanation.outcome_text()},
               {"why", explanation.why},
               {"notes", explanation.notes},
               {"stubs", std::move(stubs)},
               {"left_over", exchange.left_over},
               {"delay_ms", answer.delivery.delay.count()},
               {"fault", fault ? Json(fault_name(fault->kind)) : Json()}};
  add_bytes(exchange.received, json);
  return json;
}

}  // namespace

int explain(const ExplainOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  const bool is_input = options.file == "-";
  const auto name = is_input ? "stdin" : options.file;
  const auto file =
      read_requests(name, is_input ? read_input(in) : read_file(options.file, kMostRequestBytes));
  for (const auto& problem : file.problems) err << render(problem);
  if (!file.problems.empty()) return kUsage;
  if (options.only && *options.only > file.requests.size()) {
    err << "--at " << *options.only << ": " << name << " holds "
        << counted(file.requests.size(), "request") << "\n";
    return kUsage;
  }
  Explainer explainer(read_scenarios(options.sources, err));
  auto report = Json::array();
  for (std::size_t number = 1; number <= file.requests.size(); ++number) {
    const auto& [place, bytes] = file.requests[number - 1];
    const auto exchange = explainer.explain(bytes);
    if (options.only && *options.only != number) continue;
    if (options.json) {
      report.push_back(json_of(place, exchange));
    } else {
      if (number > 1 && !options.only) out << "\n";
      print_text(place, exchange, out);
    }
  }
  if (options.json) out << report.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  return kDone;
}

}  // namespace zoom_mock
