#include "server/scenario/load/example_loader.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "server/http/form_data.h"
#include "server/http/message.h"
#include "server/scenario/load/reply_loader.h"
#include "server/scenario/load/when_loader.h"
#include "server/scenario/session_token.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::int64_t kHighestCode = 1'000'000;
constexpr std::string_view kBoundary = "zoom-mock-example-boundary";

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// What an example sends when it says nothing else: a request that is right in every respect.
class SendReader {
 public:
  SendReader(const JsonNode& node, const Scenario& scenario, std::size_t number, ProblemSink& sink)
      : object_(node, "send key", sink), scenario_(scenario), number_(number), sink_(sink) {}

  Request read() {
    Request request;
    request.method = read_method(object_, sink_).value_or(std::string(operation_.method));
    read_target(request);
    read_token(request);
    read_body(request);
    read_headers(request);
    object_.finish();
    return request;
  }

 private:
  void read_target(Request& request) {
    const auto* const meeting = object_.find("meeting");
    request.target = path_with(operation_, meeting == nullptr ? std::string(operation_.sample_id)
                                                              : meeting_id(meeting->value));
    const auto path = object_.string("path");
    if (!path) return;
    const auto* const member = object_.find("path");
    if (meeting != nullptr) {
      sink_.error(member->key_span, R"("meeting" and "path" exclude each other)");
    }
    if (!path->starts_with('/') || !is_visible_ascii(*path)) {
      sink_.error(member->value.span, "\"path\" must begin with '/' and be visible ASCII");
    }
    request.target = *path;
  }

  /// Examples may send what is not an id: that is a mistake worth showing.
  std::string meeting_id(const JsonNode& node) {
    if (!node.is_string() && !node.is_integer()) {
      sink_.error(node.span, "\"meeting\" must be a meeting id, not " + found(node));
    } else if (!is_visible_ascii(node.text) ||
               node.text.find_first_of("/?#") != std::string::npos) {
      sink_.error(node.span, "\"" + node.text + "\" does not fit into one segment of a path",
                  "spell it out under \"path\"");
    }
    return node.text;
  }

  void read_token(Request& request) {
    const SessionToken session{scenario_.name, "example-" + std::to_string(number_), {}};
    const auto* const token = object_.find("token");
    if (token == nullptr) {
      request.headers.add("Authorization", "Bearer " + to_string(session));
    } else if (token->value.is_string()) {
      const auto& alias = token->value.text;
      if (scenario_.find_token_by_alias(alias) == nullptr) {
        sink_.unknown(token->value.span, "no token has the alias \"" + alias + "\"", alias,
                      scenario_.aliases());
      }
      request.headers.add("Authorization",
                          "Bearer " + to_string({session.scenario, session.session, alias}));
    } else if (!token->value.is_null()) {
      sink_.error(token->value.span, "\"token\" must be a token's alias, or null for none, not " +
                                         found(token->value));
    }
  }

  void read_body(Request& request) {
    const auto* const json = object_.find("json");
    const auto* const fields = object_.object("fields");
    if (json != nullptr) {
      if (fields != nullptr) {
        sink_.error(json->key_span, R"("json" and "fields" exclude each other)");
      }
      request.headers.add("Content-Type", "application/json");
      request.body = to_json(json->value).dump();
      return;
    }
    if (request.method == "GET" && fields == nullptr) return;
    request.headers.add("Content-Type", "multipart/form-data; boundary=" + std::string(kBoundary));
    const auto merged = merged_fields(fields);
    request.body = form_data({merged.begin(), merged.end()}, kBoundary);
  }

  /// The valid fields, with those of the example over them; null leaves one out.
  std::map<std::string, std::string> merged_fields(const JsonNode* fields) {
    std::map<std::string, std::string> merged;
    std::vector<std::string> sampled;
    for (const auto& field : operation_.fields) {
      if (field.sample.empty()) continue;
      merged.emplace(field.name, field.sample);
      sampled.emplace_back(field.name);
    }
    if (fields == nullptr) return merged;
    for (const auto& member : fields->members) {
      if (member.value.is_null()) {
        if (merged.erase(member.key) == 0) {
          sink_.error(member.key_span,
                      "nothing to leave out: the field \"" + member.key + "\" is not sent anyway",
                      suggestion_hint(member.key, sampled));
        }
      } else if (member.value.is_string()) {
        merged[member.key] = member.value.text;
      } else {
        sink_.error(member.value.span, "a field must be a string, or null to leave it out, not " +
                                           found(member.value));
      }
    }
    return merged;
  }

  void read_headers(Request& request) {
    const auto* const headers = object_.object("headers");
    if (headers == nullptr) return;
    for (const auto& member : headers->members) {
      if (check_header(member, sink_)) request.headers.set(member.key, member.value.text);
    }
  }

  const Operation& operation_ = *find_operation(kExampleOperation);
  ObjectReader object_;
  const Scenario& scenario_;
  std::size_t number_;
  ProblemSink& sink_;
};

/// "stub:NAME" and "operation:ID", the name of one that exists; or a word that needs none.
void read_outcome(const JsonNode& node, const Scenario& scenario, Example::Expected& expected,
                  ProblemSink& sink) {
  const auto colon = std::min(node.text.find(':'), node.text.size());
  const auto name = node.text.substr(0, colon);
  expected.outcome = find_outcome(name);
  if (!expected.outcome) {
    return sink.unknown(node.span, "unknown outcome \"" + name + "\"", name, outcome_names());
  }
  if (colon == node.text.size()) return;
  expected.subject = node.text.substr(colon + 1);
  std::vector<std::string> subjects;
  if (expected.outcome == Outcome::kStub) {
    for (const auto& stub : scenario.stubs) subjects.push_back(stub.name);
  } else if (expected.outcome == Outcome::kOperation) {
    for (const auto& operation : operations()) subjects.emplace_back(operation.id);
  } else {
    return sink.error(node.span, "the outcome \"" + name + "\" has no name behind it");
  }
  if (std::ranges::find(subjects, expected.subject) == subjects.end()) {
    sink.unknown(node.span, "there is no " + name + " \"" + expected.subject + "\"",
                 expected.subject, subjects);
  }
}

Example::Expected read_expected(const JsonNode& node, const Scenario& scenario, ProblemSink& sink) {
  Example::Expected expected;
  expected.place = sink.locate(node.span);
  if (!node.is_object()) {
    if (node.is_integer() && node.integer >= kLowestStatus && node.integer <= kHighestStatus) {
      expected.status = static_cast<int>(node.integer);
    } else {
      sink.error(
          node.span,
          "an expected answer must be a status from 200 to 599 or an object, not " + found(node));
    }
    return expected;
  }
  ObjectReader object(node, "get key", sink);
  if (const auto status = object.integer("status", kLowestStatus, kHighestStatus)) {
    expected.status = static_cast<int>(*status);
  }
  if (const auto code = object.integer("code", 0, kHighestCode)) {
    expected.code = static_cast<int>(*code);
  }
  if (object.string("outcome")) {
    read_outcome(object.find("outcome")->value, scenario, expected, sink);
  }
  if (const auto fault = object.string("fault")) {
    expected.fault = find_fault(*fault);
    if (!expected.fault) {
      sink.error(object.find("fault")->value.span, "unknown fault \"" + *fault + "\"",
                 suggestion_hint(*fault, fault_names()));
    }
  }
  object.finish();
  if (node.members.empty())
    sink.error(node.span, R"(expect "status", "code", "outcome" or "fault")");
  return expected;
}

std::vector<Example::Expected> read_all_expected(const JsonNode& node, const Scenario& scenario,
                                                 ProblemSink& sink) {
  if (!node.is_array()) return {read_expected(node, scenario, sink)};
  if (node.items.empty()) sink.error(node.span, "\"get\" names no answer");
  std::vector<Example::Expected> all;
  for (const auto& item : node.items) all.push_back(read_expected(item, scenario, sink));
  return all;
}

}  // namespace

std::vector<Example> read_examples(const JsonNode& list, const Scenario& scenario,
                                   ProblemSink& sink) {
  std::vector<Example> examples;
  for (const auto& node : list.items) {
    ObjectReader object(node, "example key", sink);
    Example example;
    example.file = sink.file();
    JsonNode nothing;
    nothing.kind = JsonNode::Kind::kObject;
    const auto* const send = object.find("send");
    example.request =
        SendReader(send == nullptr ? nothing : send->value, scenario, examples.size() + 1, sink)
            .read();
    const auto* const get = object.find("get");
    if (get != nullptr) example.get = read_all_expected(get->value, scenario, sink);
    if (object.finish() && get == nullptr && node.is_object()) {
      sink.error({node.span.offset, 1}, R"(an example needs "get": the answer it expects)");
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace zoom_mock
