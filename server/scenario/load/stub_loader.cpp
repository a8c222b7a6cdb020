#include "server/scenario/load/stub_loader.h"

#include <algorithm>
#include <array>

#include "server/http/target.h"
#include "server/scenario/load/matcher_loader.h"
#include "server/scenario/load/reply_loader.h"
#include "server/scenario/load/stub_advice.h"
#include "server/scenario/load/when_loader.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// A stub with none of these is about every operation of the catalogue.
constexpr std::array<const char*, 3> kEndpointKeys = {"operation", "method", "path"};

constexpr std::int64_t kMostTimes = 1'000'000'000;

bool is_named_group(std::string_view key) {
  return key == "fields" || key == "headers" || key == "query" || key == "json";
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

std::optional<std::string> read_operation(ObjectReader& when, ProblemSink& sink) {
  auto operation = when.string("operation");
  const auto known = callable_operations();
  if (!operation || std::ranges::find(known, *operation) != known.end()) return operation;
  sink.error(when.find("operation")->value.span, "unknown operation \"" + *operation + "\"",
             suggestion_hint(*operation, known));
  return operation;
}

/// An operation of OAuth is to a stub what any other endpoint is: a method and a path.
void spell_out_oauth(const JsonNode& conditions, StubDraft& draft, ProblemSink& sink) {
  auto& when = draft.stub.when;
  const auto known = site_operations();
  const auto found = std::ranges::find(known, when.operation.value_or(""), &SiteOperation::id);
  if (found == known.end()) return;
  const std::string method(found->method);
  const std::string path(found->path);
  for (const auto* const key : {"method", "path"}) {
    const auto* const member = conditions.find(key);
    if (member == nullptr) continue;
    sink.error(member->key_span, std::string(R"("operation" names the )") + key + " already",
               *when.operation + " is " + method + " " + path);
  }
  when.operation.reset();
  when.method = method;
  when.path = path;
  draft.conditions.erase("operation");
  draft.conditions["method"] = '"' + method + '"';
  draft.conditions["path"] = '"' + path + '"';
}

void read_call(ObjectReader& object, When& when, ProblemSink& sink) {
  const auto* const member = object.find("call");
  if (member == nullptr) return;
  if (member->value.text == "even" || member->value.text == "odd") {
    when.even_call = member->value.text == "even";
    return;
  }
  when.call = read_range(member->value);
  if (!when.call || when.call->high == 0) {
    sink.error(member->value.span,
               R"("call" must count from 1: 3, "2..", "..5", "2..5", "even" or "odd", not )" +
                   std::string(sink.written(member->value.span)));
  }
}

void read_when(const JsonNode& node, StubDraft& draft, ProblemSink& sink) {
  ObjectReader object(node, "when key", sink);
  auto& when = draft.stub.when;
  when.operation = read_operation(object, sink);
  when.path = read_path(object, sink);
  read_conditions(object, when, draft.token_aliases, sink);
  read_call(object, when, sink);
  object.finish();
}

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
  read_when(conditions, draft, sink);
  draft.conditions = conditions_of(conditions, sink);
  spell_out_oauth(conditions, draft, sink);

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
  advise(draft.stub, node, sink);
  return draft;
}

}  // namespace zoom_mock
