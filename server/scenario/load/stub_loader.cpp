#include "server/scenario/load/stub_loader.h"

#include <algorithm>
#include <array>

#include "server/http/grammar.h"
#include "server/http/target.h"
#include "server/scenario/load/matcher_loader.h"
#include "server/scenario/load/reply_loader.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// A stub with none of these is about every operation of the catalogue.
constexpr std::array<const char*, 3> kEndpointKeys = {"operation", "method", "path"};

constexpr std::int64_t kMostTimes = 1'000'000'000;

using NamedMatchers = std::vector<std::pair<std::string, Matcher>>;

bool is_named_group(std::string_view key) {
  return key == "fields" || key == "headers" || key == "query" || key == "json";
}

/// Whether every step of a JSON pointer begins with '/' and escapes as RFC 6901 has it.
bool is_json_pointer(std::string_view text) {
  if (!text.empty() && !text.starts_with('/')) return false;
  for (auto tilde = text.find('~'); tilde != text.npos; tilde = text.find('~', tilde + 1)) {
    const auto code = text.substr(tilde + 1, 1);
    if (code != "0" && code != "1") return false;
  }
  return true;
}

/// Whether braces enclose nothing but whole segments: /v2/users/{userId}.
bool has_whole_parameters(std::string_view path) {
  for (auto brace = path.find_first_of("{}"); brace != path.npos;
       brace = path.find_first_of("{}", brace + 1)) {
    if (path[brace] != '{' || path[brace - 1] != '/') return false;
    brace = path.find_first_of("{}/", brace + 1);
    if (brace == path.npos || path[brace] != '}') return false;
    if (brace + 1 < path.size() && path[brace + 1] != '/') return false;
  }
  return true;
}

/// The conditions of a stub by name, each as written. What is misspelt counts too, so that a
/// mistake makes no stub look broader than it is meant.
std::map<std::string, std::string> conditions_of(const JsonNode& when, const ProblemSink& sink) {
  std::map<std::string, std::string> conditions;
  for (const auto& [key, key_span, value] : when.members) {
    for (const auto& [name, name_span, demand] : value.members) {
      if (is_named_group(key)) conditions[key + "/" + name] = sink.written(demand.span);
    }
    if (!is_named_group(key)) conditions[key] = sink.written(value.span);
  }
  const auto names_endpoint = [&](const char* key) { return when.find(key) != nullptr; };
  if (std::ranges::none_of(kEndpointKeys, names_endpoint)) conditions["operation"] = kAnyOperation;
  return conditions;
}

/// Reads the keys of `when`.
class WhenReader {
 public:
  WhenReader(const JsonNode& node, StubDraft& draft, ProblemSink& sink)
      : object_(node, "when key", sink), draft_(draft), when_(draft.stub.when), sink_(sink) {}

  void read() {
    read_operation();
    when_.method = read_method(object_, sink_);
    read_path();
    read_tokens();
    read_matcher_at("meeting", when_.meeting);
    read_named("fields", ValueKind::kText, when_.fields);
    read_named("headers", ValueKind::kText, when_.headers);
    read_named("query", ValueKind::kText, when_.query);
    read_named("json", ValueKind::kJson, when_.json);
    read_matcher_at("content_type", when_.content_type);
    read_call();
    for (const auto& operation : operations()) {
      for (const auto& field : operation.fields) object_.mention(R"("fields")", {field.name});
    }
    object_.finish();
  }

 private:
  void read_operation() {
    when_.operation = object_.string("operation");
    if (!when_.operation || find_operation(*when_.operation) != nullptr) return;
    std::vector<std::string> ids;
    for (const auto& operation : operations()) ids.emplace_back(operation.id);
    sink_.error(object_.find("operation")->value.span,
                "unknown operation \"" + *when_.operation + "\"",
                suggestion_hint(*when_.operation, ids));
  }

  void read_path() {
    when_.path = object_.string("path");
    if (!when_.path) return;
    const auto& node = object_.find("path")->value;
    if (!when_.path->starts_with('/') || when_.path->find_first_of("?# ") != std::string::npos) {
      sink_.error(node.span, "\"path\" must begin with '/' and hold no query, fragment or space");
    } else if (!has_whole_parameters(*when_.path)) {
      sink_.error(node.span, "a parameter must be a whole segment of the path",
                  "/v2/users/{userId}");
    } else if (when_.path->starts_with("/__admin")) {
      sink_.error(node.span, "/__admin belongs to zoom-mock itself");
    }
  }

  void read_tokens() {
    const auto* const member = object_.find("token");
    if (member == nullptr) return;
    if (member->value.is_string()) return add_alias(member->value);
    if (!member->value.is_array()) {
      sink_.error(
          member->value.span,
          "\"token\" must be a token's alias or a list of aliases, not " + found(member->value));
    } else if (member->value.items.empty()) {
      sink_.error(member->value.span, "an empty list matches nothing");
    }
    for (const auto& item : member->value.items) {
      if (item.is_string()) {
        add_alias(item);
      } else {
        sink_.error(item.span, "a token's alias must be a string, not " + found(item));
      }
    }
  }

  void add_alias(const JsonNode& node) {
    when_.tokens.push_back(node.text);
    draft_.token_aliases.emplace_back(node.text, node.span);
  }

  void read_matcher_at(std::string_view key, std::optional<Matcher>& matcher) {
    const auto* const member = object_.find(key);
    if (member == nullptr) return;
    matcher = read_matcher(member->value, ValueKind::kText, sink_);
  }

  void read_named(std::string_view key, ValueKind kind, NamedMatchers& matchers) {
    const auto* const named = object_.object(key);
    if (named == nullptr) return;
    for (const auto& [name, name_span, value] : named->members) {
      if (key == "json" && !is_json_pointer(name)) {
        sink_.error(name_span, "\"" + name + "\" is not a JSON pointer (RFC 6901)",
                    name.starts_with('/') ? "~0 stands for '~', ~1 for '/'"
                                          : "did you mean \"/" + name + "\"?");
      }
      if (key == "headers" && !is_token(name)) {
        sink_.error(name_span, "\"" + name + "\" is not a header name", "letters, digits and '-'");
      }
      matchers.emplace_back(name, read_matcher(value, kind, sink_));
    }
  }

  void read_call() {
    const auto* const member = object_.find("call");
    if (member == nullptr) return;
    if (member->value.text == "even" || member->value.text == "odd") {
      when_.even_call = member->value.text == "even";
      return;
    }
    when_.call = read_range(member->value);
    if (!when_.call || when_.call->high == 0) {
      sink_.error(member->value.span,
                  R"("call" must count from 1: 3, "2..", "..5", "2..5", "even" or "odd", not )" +
                      std::string(sink_.written(member->value.span)));
    }
  }

  ObjectReader object_;
  StubDraft& draft_;
  When& when_;
  ProblemSink& sink_;
};

/// The facts of the world are about meetings: a path of its own must name one.
void check_world(const Stub& stub, ObjectReader& object, ProblemSink& sink) {
  if (!stub.heeds_world || !stub.when.path) return;
  const auto parameters = match_path(*stub.when.path, *stub.when.path);
  const bool names_meeting =
      parameters && std::ranges::any_of(*parameters, [](const auto& parameter) {
        return is_meeting_parameter(parameter.first);
      });
  if (names_meeting) return;
  sink.error(object.find("world")->key_span, "\"world\" needs a meeting, and the path names none",
             "/v2/meetings/{meetingId}/...");
}

}  // namespace

std::optional<std::string> read_method(ObjectReader& object, ProblemSink& sink) {
  auto method = object.string("method");
  const auto usual = usual_methods();
  if (method && std::ranges::find(usual, *method) == usual.end()) {
    sink.error(object.find("method")->value.span, "unknown method \"" + *method + "\"",
               suggestion_hint(*method, usual));
  }
  return method;
}

StubDraft read_stub(const JsonNode& node, const std::string& nameless, const BodyFolder& folder,
                    ProblemSink& sink) {
  StubDraft draft;
  ObjectReader object(node, "stub key", sink);
  const auto* const name = object.find("name");
  draft.stub.name = object.string("name").value_or(nameless);
  draft.span = name != nullptr ? name->value.span : Span{node.span.offset, 1};
  if (draft.stub.name.empty()) sink.error(draft.span, "a stub's name cannot be empty");

  JsonNode always;
  always.kind = JsonNode::Kind::kObject;
  const auto* const when = object.find("when");
  const auto& conditions = when == nullptr ? always : when->value;
  WhenReader(conditions, draft, sink).read();
  draft.conditions = conditions_of(conditions, sink);

  const auto* const reply = object.find("reply");
  if (reply != nullptr) draft.stub.replies = read_replies(reply->value, folder, sink);
  draft.stub.after_last =
      object
          .one_of<AfterLast>("after_last", {{"repeat", AfterLast::kRepeat},
                                            {"restart", AfterLast::kRestart},
                                            {"fall_through", AfterLast::kFallThrough}})
          .value_or(AfterLast::kRepeat);
  if (const auto times = object.integer("times", 1, kMostTimes)) {
    draft.stub.times = static_cast<std::uint64_t>(*times);
  }
  draft.stub.even_if_invalid = object.boolean("even_if_invalid").value_or(false);
  draft.stub.heeds_world = object.boolean("world").value_or(false);
  check_world(draft.stub, object, sink);
  object.mention(R"("when")", {"operation", "method", "path", "token", "meeting", "fields",
                               "headers", "query", "content_type", "call"});
  object.mention(R"("reply")",
                 {"use", "status", "json", "text", "body_file", "delay_ms", "fault", "hold"});
  if (object.finish() && reply == nullptr && node.is_object()) {
    sink.error(draft.span, R"(a stub needs a "reply")");
  }
  return draft;
}

}  // namespace zoom_mock
