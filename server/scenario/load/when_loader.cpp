#include "server/scenario/load/when_loader.h"

#include <algorithm>

#include "server/http/grammar.h"
#include "server/http/message.h"
#include "server/scenario/load/matcher_loader.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using NamedMatchers = std::vector<std::pair<std::string, Matcher>>;

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

class ConditionReader {
 public:
  ConditionReader(ObjectReader& object, When& when, NamedPlaces& aliases, ProblemSink& sink)
      : object_(object), when_(when), aliases_(aliases), sink_(sink) {}

  void read() {
    when_.method = read_method(object_, sink_);
    read_tokens();
    read_matcher_at("meeting", when_.meeting);
    read_named("fields", ValueKind::kText, when_.fields);
    read_named("headers", ValueKind::kText, when_.headers);
    read_named("query", ValueKind::kText, when_.query);
    read_named("json", ValueKind::kJson, when_.json);
    read_matcher_at("content_type", when_.content_type);
    for (const auto& operation : operations()) {
      for (const auto& field : operation.fields) object_.mention(R"("fields")", {field.name});
    }
  }

 private:
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
    aliases_.emplace_back(node.text, node.span);
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

  ObjectReader& object_;
  When& when_;
  NamedPlaces& aliases_;
  ProblemSink& sink_;
};

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

std::optional<std::string> read_path(ObjectReader& object, ProblemSink& sink) {
  auto path = object.string("path");
  if (!path) return path;
  const auto& node = object.find("path")->value;
  if (!path->starts_with('/') || path->find_first_of("?# ") != std::string::npos) {
    sink.error(node.span, "\"path\" must begin with '/' and hold no query, fragment or space");
  } else if (!has_whole_parameters(*path)) {
    sink.error(node.span, "a parameter must be a whole segment of the path", "/v2/users/{userId}");
  } else if (path->starts_with("/__admin") || *path == "/health") {
    sink.error(node.span, path->substr(0, path->find('/', 1)) + " belongs to zoom-mock itself");
  }
  return path;
}

void read_conditions(ObjectReader& object, When& when, NamedPlaces& aliases, ProblemSink& sink) {
  ConditionReader(object, when, aliases, sink).read();
}

}  // namespace zoom_mock
