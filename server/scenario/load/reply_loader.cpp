#include "server/scenario/load/reply_loader.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/http/grammar.h"
#include "server/scenario/load/placeholder_check.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

/// Each of these makes a reply.
constexpr std::array<std::string_view, 8> kSayings = {"use",       "status",   "json",  "text",
                                                      "body_file", "delay_ms", "fault", "hold"};
constexpr double kMaxSigma = 10;
constexpr std::size_t kMaxHoldName = 200;
constexpr std::int64_t kMaxTimes = 1'000'000'000;
constexpr std::int64_t kMaxBytesPerSecond = 1'000'000;

std::string read_use(const JsonNode& node, ProblemSink& sink) {
  if (find_reply(node.text) != nullptr) return node.text;
  const bool is_status =
      !node.text.empty() && node.text.find_first_not_of("0123456789") == std::string::npos;
  sink.error(
      node.span, "the catalogue has no reply \"" + node.text + "\"",
      is_status ? "a status is written without quotes" : suggestion_hint(node.text, reply_names()));
  return node.text;
}

Headers read_headers(const JsonNode& node, ProblemSink& sink) {
  Headers headers;
  for (const auto& header : node.members) {
    if (is_framing_field(header.key)) {
      sink.error(header.key_span, "the transport writes " + header.key + " itself");
    } else if (check_header(header, sink)) {
      check_placeholders(header.value, sink);
      headers.add(header.key, header.value.text);
    }
  }
  return headers;
}

std::shared_ptr<const std::string> read_body_file(const JsonNode& node, const BodyFolder& folder,
                                                  ProblemSink& sink) {
  if (!folder.path) {
    sink.error(node.span, "\"body_file\" needs a scenario in a folder");
    return nullptr;
  }
  const auto& body = folder.files.read({*folder.path, node.text});
  if (body.text == nullptr) sink.error(node.span, body.failure);
  return body.text;
}

void read_body(ObjectReader& object, const BodyFolder& folder, Reply& reply, ProblemSink& sink) {
  const auto* const json = object.find("json");
  const auto text = object.string("text");
  const auto file = object.string("body_file");
  if ((json != nullptr) + text.has_value() + file.has_value() > 1) {
    sink.error(object.find(file ? "body_file" : "text")->key_span,
               R"(a reply has one body: "json", "text" or "body_file")");
  } else if (json != nullptr) {
    check_placeholders(json->value, sink);
    reply.body = std::make_shared<const std::string>(to_json(json->value).dump());
    reply.body_is_json = true;
    reply.content_type = "application/json";
  } else if (text) {
    check_placeholders(object.find("text")->value, sink);
    reply.body = std::make_shared<const std::string>(*text);
    reply.content_type = "text/plain; charset=utf-8";
  } else if (file) {
    const auto& node = object.find("body_file")->value;
    reply.body = read_body_file(node, folder, sink);
    if (reply.body) check_placeholders(*reply.body, node.span, sink);
    reply.content_type =
        file->ends_with(".json") ? "application/json" : "text/plain; charset=utf-8";
    reply.body_is_json = file->ends_with(".json");
  }
}

bool is_delay(const JsonNode& node) {
  return node.is_number() && node.real >= 0 && node.real <= kMaxDelayMs;
}

std::optional<Delay> read_lognormal(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "delay key", sink);
  const auto median = object.number("median", 0, kMaxDelayMs);
  const auto sigma = object.number("sigma", 0, kMaxSigma);
  const auto max = object.number("max", 0, kMaxDelayMs);
  const bool all_known = object.finish();
  for (const std::string key : {"median", "sigma", "max"}) {
    if (all_known && node.find(key) == nullptr) {
      sink.error(node.span, "a lognormal delay needs \"" + key + "\" too");
    }
  }
  if (!median || !sigma || !max) return std::nullopt;
  if (*max < *median) sink.error(node.find("max")->value.span, "\"max\" is below the median");
  return Delay{*median, *max, sigma};
}

std::optional<Delay> read_delay(const JsonNode& node, ProblemSink& sink) {
  if (is_delay(node)) return Delay{node.real, node.real, std::nullopt};
  if (node.is_object()) return read_lognormal(node, sink);
  if (node.is_array() && node.items.size() == 2 && std::ranges::all_of(node.items, is_delay)) {
    const auto low = node.items[0].real;
    const auto high = node.items[1].real;
    if (low <= high) return Delay{low, high, std::nullopt};
    sink.error(node.span, "the lower bound of a delay is above the upper one");
    return std::nullopt;
  }
  sink.error(node.span,
             "\"delay_ms\" must be milliseconds from 0 to 600000, [low, high] or "
             "{median, sigma, max}, not " +
                 found(node));
  return std::nullopt;
}

std::optional<FaultKind> read_fault_kind(const JsonNode& node, ProblemSink& sink) {
  if (!node.is_string()) {
    sink.error(node.span, "a fault must be a kind of fault or an object, not " + found(node));
    return std::nullopt;
  }
  const auto kind = find_fault(node.text);
  if (!kind) {
    sink.error(node.span, "unknown fault \"" + node.text + "\"",
               suggestion_hint(node.text, fault_names()));
  }
  return kind;
}

std::optional<FaultRule> read_fault(const JsonNode& node, ProblemSink& sink) {
  FaultRule rule;
  if (!node.is_object()) {
    const auto kind = read_fault_kind(node, sink);
    if (!kind) return std::nullopt;
    rule.fault.kind = *kind;
    return rule;
  }
  ObjectReader object(node, "fault key", sink);
  const auto* const kind = object.find("kind");
  if (kind != nullptr)
    rule.fault.kind = read_fault_kind(kind->value, sink).value_or(rule.fault.kind);
  if (const auto chance = object.number("probability", 0, 1)) rule.probability = *chance;
  if (const auto times = object.integer("times", 1, kMaxTimes)) {
    rule.times = static_cast<std::uint64_t>(*times);
  }
  if (const auto rate = object.integer("bytes_per_s", 1, kMaxBytesPerSecond)) {
    rule.fault.bytes_per_s = static_cast<std::uint64_t>(*rate);
    if (kind != nullptr && rule.fault.kind != FaultKind::kDribble) {
      sink.error(object.find("bytes_per_s")->key_span, "only a dribble has \"bytes_per_s\"");
    }
  }
  if (object.finish() && kind == nullptr) sink.error(node.span, R"(a fault needs a "kind")");
  return rule;
}

std::optional<std::string> read_hold(const JsonNode& node, ProblemSink& sink) {
  const bool is_name = node.is_string() && !node.text.empty() && node.text.size() <= kMaxHoldName;
  if (is_name) return node.text;
  if (node.is_boolean() && node.boolean) return std::string();
  sink.error(node.span, "\"hold\" must be true or the name of what lets go, not " + found(node),
             "at most " + std::to_string(kMaxHoldName) + " bytes");
  return std::nullopt;
}

Reply read_reply_object(const JsonNode& node, const BodyFolder& folder, ProblemSink& sink) {
  ObjectReader object(node, "reply key", sink);
  Reply reply;
  if (object.string("use")) reply.use = read_use(object.find("use")->value, sink);
  if (const auto status = object.integer("status", kLowestStatus, kHighestStatus)) {
    reply.status = static_cast<int>(*status);
  }
  if (const auto* const headers = object.object("headers")) {
    reply.headers = read_headers(*headers, sink);
  }
  read_body(object, folder, reply, sink);
  if (const auto* const delay = object.find("delay_ms")) {
    reply.delay = read_delay(delay->value, sink);
  }
  if (const auto* const fault = object.find("fault")) {
    reply.fault = read_fault(fault->value, sink);
  }
  if (const auto* const hold = object.find("hold")) reply.hold = read_hold(hold->value, sink);
  object.mention("the stub", {"when", "after_last"});
  const bool says_something = std::ranges::any_of(
      kSayings, [&](std::string_view key) { return object.find(key) != nullptr; });
  if (object.finish() && !says_something) {
    sink.error(node.span,
               R"(a reply needs "use", "status", a body, "delay_ms", "fault" or "hold")");
  }
  if (!reply.answers() && !reply.headers.empty()) {
    sink.error(object.find("headers")->key_span, "headers need an answer to go with",
               R"(add "use", "status" or a body)");
  }
  // Profiles do not differ in which replies have a body.
  const auto status = status_of(reply, Profile::kDocumented);
  if (is_bodiless(status) && reply.body && !reply.body->empty()) {
    sink.error(node.span, "a " + std::to_string(status) + " has no body");
  }
  return reply;
}

Reply read_reply(const JsonNode& node, const BodyFolder& folder, ProblemSink& sink) {
  Reply reply;
  if (node.is_string()) {
    reply.use = read_use(node, sink);
  } else if (node.is_integer() && node.integer >= kLowestStatus && node.integer <= kHighestStatus) {
    reply.status = static_cast<int>(node.integer);
  } else if (node.is_object()) {
    return read_reply_object(node, folder, sink);
  } else {
    sink.error(node.span,
               "a reply must be a catalogue name, a status from 200 to 599 or an object, not " +
                   found(node));
  }
  return reply;
}

}  // namespace

bool check_header(const JsonMember& header, ProblemSink& sink) {
  const auto& [name, name_span, value] = header;
  if (!is_token(name)) {
    sink.error(name_span, "\"" + name + "\" is not a header name", "letters, digits and '-'");
  } else if (!value.is_string()) {
    sink.error(value.span, "a header value must be a string, not " + found(value));
  } else if (has_control(value.text)) {
    sink.error(value.span, "a header value cannot hold control characters");
  } else {
    return true;
  }
  return false;
}

std::vector<Reply> read_replies(const JsonNode& node, const BodyFolder& folder, ProblemSink& sink) {
  if (!node.is_array()) return {read_reply(node, folder, sink)};
  if (node.items.empty()) sink.error(node.span, "a list of replies needs at least one");
  std::vector<Reply> replies;
  for (const auto& item : node.items) replies.push_back(read_reply(item, folder, sink));
  return replies;
}

}  // namespace zoom_mock
