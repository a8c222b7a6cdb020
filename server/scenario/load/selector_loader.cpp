#include "server/scenario/load/selector_loader.h"

#include <algorithm>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/scenario/load/matcher_loader.h"
#include "server/zoom/operations.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

constexpr std::uint64_t kLowestStatus = 100;
constexpr std::uint64_t kHighestStatus = 999;

class SelectorReader {
 public:
  SelectorReader(const JsonNode& node, AssertionNames& names, ProblemSink& sink)
      : object_(node, "selector key", sink), names_(names), sink_(sink) {}

  Selector read() {
    selector_.when.any_endpoint = true;
    read_words("operation", "operation", callable_operations(), selector_.operations);
    read_paths();
    read_conditions(object_, selector_.when, names_.token_aliases, sink_);
    check_fields();
    read_statuses();
    read_codes();
    read_words("reply", "reply", reply_names(), selector_.replies);
    read_each("outcome", [&](const JsonNode& node) { read_outcome(node); });
    read_each("violation", [&](const JsonNode& node) {
      const auto name = read_known(node, "violation", violation_names(), sink_);
      if (name) selector_.violations.push_back(*find_violation(*name));
    });
    read_anywhere();
    read_negated();
    refuse_call();
    object_.finish();
    return std::move(selector_);
  }

 private:
  template <typename Read>
  void read_each(std::string_view key, Read read) {
    const auto* const member = object_.find(key);
    if (member != nullptr) read_one_or_more(member->value, sink_, read);
  }

  void read_words(std::string_view key, std::string_view noun,
                  const std::vector<std::string>& known, std::vector<std::string>& words) {
    read_each(key, [&](const JsonNode& node) {
      if (auto word = read_known(node, noun, known, sink_)) words.push_back(std::move(*word));
    });
  }

  /// Misspelt, a field would select nothing, and "never" would hold.
  void check_fields() {
    std::vector<std::string> known;
    for (const auto& id : selector_.operations) {
      const auto* const operation = find_operation(id);
      if (operation == nullptr || operation->fields.empty()) return;  // it may have any
      for (auto& name : names_of(operation->fields)) known.push_back(std::move(name));
    }
    const auto* const fields = object_.find("fields");
    if (known.empty() || fields == nullptr) return;
    for (const auto& field : fields->value.members) {
      if (std::ranges::find(known, field.key) != known.end()) continue;
      sink_.unknown(field.key_span, "the operation has no field \"" + field.key + '"', field.key,
                    known);
    }
  }

  /// A pattern, or a matcher of the whole path.
  void read_paths() {
    const auto* const member = object_.find("path");
    if (member != nullptr) check_version(member->value, false);
    if (member != nullptr && member->value.is_object()) {
      selector_.path = read_matcher(member->value, ValueKind::kText, sink_);
    } else {
      selector_.when.path = read_path(object_, sink_);
    }
  }

  /// No call that is right would be selected, and "never" would hold.
  void check_version(const JsonNode& path, bool is_beginning) {
    for (const auto& item : path.items) check_version(item, false);
    for (const auto& [key, span, value] : path.members) {
      if (key == "equals" || key == "starts_with" || key == "not") {
        check_version(value, key == "starts_with");
      }
    }
    const auto meant =
        path.is_string() ? with_missing_version(path.text, is_beginning) : std::nullopt;
    if (!meant) return;
    sink_.error(path.span, "a path of Zoom's API begins with /v2",
                "did you mean \"" + *meant + "\"?");
  }

  void read_statuses() {
    read_each("status", [&](const JsonNode& node) {
      const auto range = read_range(node);
      const bool is_possible =
          range && range->low <= kHighestStatus && range->high >= kLowestStatus;
      if (is_possible) return selector_.statuses.push_back(*range);
      sink_.error(node.span, R"("status" must be one such as 204, or "400..499", not )" +
                                 std::string(sink_.written(node.span)));
    });
  }

  void read_codes() {
    read_each("code", [&](const JsonNode& node) {
      if (node.is_integer()) return selector_.codes.push_back(node.integer);
      sink_.error(node.span, R"("code" must be one of Zoom's, such as 3001, not )" +
                                 std::string(sink_.written(node.span)));
    });
  }

  /// "stub", "stub:late", "operation:user"
  void read_outcome(const JsonNode& node) {
    const auto colon = node.text.find(':');
    JsonNode kind = node;
    kind.text = node.text.substr(0, colon);
    if (!read_known(kind, "outcome", outcome_names(), sink_)) return;
    selector_.outcomes.push_back(node.text);
    if (colon == std::string::npos) return;
    const auto subject = node.text.substr(colon + 1);
    if (kind.text == "stub") {
      names_.stubs.emplace_back(subject, node.span);
    } else if (kind.text == "operation") {
      kind.text = subject;
      read_known(kind, "operation", callable_operations(), sink_);
    } else {
      sink_.error(node.span, "the outcome \"" + kind.text + "\" is of nothing in particular",
                  "write \"" + kind.text + '"');
    }
  }

  void read_anywhere() {
    selector_.anywhere = object_.string("anywhere").value_or("");
    const auto* const member = object_.find("anywhere");
    if (member == nullptr || !member->value.is_string() || !selector_.anywhere.empty()) return;
    sink_.error(member->value.span, "an empty text is everywhere");
  }

  void read_negated() {
    const auto* const negated = object_.object("not");
    if (negated == nullptr) return;
    if (negated->members.empty()) {
      sink_.error(negated->span, "\"not\" of every call selects none");
    }
    selector_.negated = std::make_shared<const Selector>(read_selector(*negated, names_, sink_));
  }

  /// Which of a stub's calls it was depends on the stub.
  void refuse_call() {
    const auto* const call = object_.find("call");
    if (call == nullptr) return;
    sink_.error(call->key_span, "\"call\" counts the calls of a stub; an assertion has none",
                "exactly, at_least, at_most, after, before");
  }

  ObjectReader object_;
  AssertionNames& names_;
  ProblemSink& sink_;
  Selector selector_;
};

}  // namespace

std::optional<std::string> read_known(const JsonNode& node, std::string_view noun,
                                      const std::vector<std::string>& known, ProblemSink& sink) {
  const std::string what(noun);
  if (!node.is_string()) {
    const auto* const article =
        std::string_view("aeiou").find(noun.front()) == noun.npos ? "a " : "an ";
    sink.error(node.span, article + what + " is named by a string, not by " + found(node));
    return std::nullopt;
  }
  if (std::ranges::find(known, node.text) != known.end()) return node.text;
  sink.unknown(node.span, "unknown " + what + " \"" + node.text + "\"", node.text, known);
  return std::nullopt;
}

Selector read_selector(const JsonNode& node, AssertionNames& names, ProblemSink& sink) {
  return SelectorReader(node, names, sink).read();
}

}  // namespace zoom_mock
