#include "server/scenario/load/json_reader.h"

#include <algorithm>

#include "server/base/suggestion.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMaxSuggestions = 10;

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

/// 5 and not 5.000000
std::string plain(double number) {
  auto text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

void ProblemSink::add(Severity severity, Span span, std::string message, std::string hint) {
  problems_.push_back({severity, file_, lines_.locate(span), std::move(message), std::move(hint)});
}

void ProblemSink::error(Span span, std::string message, std::string hint) {
  add(Severity::kError, span, std::move(message), std::move(hint));
}

void ProblemSink::warning(Span span, std::string message, std::string hint) {
  add(Severity::kWarning, span, std::move(message), std::move(hint));
}

void ProblemSink::unknown(Span span, std::string message, std::string_view word,
                          const std::vector<std::string>& known) {
  const bool suggests = suggestions_++ < kMaxSuggestions;
  error(span, std::move(message), suggests ? suggestion_hint(word, known) : std::string());
}

std::string ProblemSink::place(Span span) const { return file_ + ":" + position(span); }

std::string ProblemSink::position(Span span) const {
  const auto place = lines_.locate(span);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string found(const JsonNode& node) {
  if (node.is_number()) return node.text;
  if (node.is_boolean()) return node.boolean ? "true" : "false";
  return std::string(node.kind_name());
}

std::optional<JsonNode> read_document(std::string_view text, JsonComments comments,
                                      std::size_t most_values, ProblemSink& sink) {
  auto document = parse_json(text, comments, most_values);
  if (const auto& defect = document.syntax_error) {
    sink.error(defect->span, defect->message,
               defect->earlier ? "opened at " + sink.position(*defect->earlier) : defect->hint);
    return std::nullopt;
  }
  for (const auto& duplicate : document.duplicate_keys) {
    sink.error(duplicate.span, duplicate.message,
               "the first one is at " + sink.position(*duplicate.earlier));
  }
  return std::move(document.root);
}

ObjectReader::ObjectReader(const JsonNode& node, std::string_view noun, ProblemSink& sink)
    : node_(node), noun_(noun), sink_(sink) {
  if (!node.is_object()) {
    sink.error(node.span, "expected an object of " + std::string(noun) + "s, not " + found(node));
  }
}

const JsonMember* ObjectReader::find(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  return node_.find(key);
}

const JsonNode* ObjectReader::typed(std::string_view key, bool (JsonNode::*is)() const,
                                    std::string_view expected) {
  const auto* const member = find(key);
  if (member == nullptr) return nullptr;
  if ((member->value.*is)()) return &member->value;
  sink_.error(member->value.span, in_quotes(key) + " must be " + std::string(expected) + ", not " +
                                      found(member->value));
  return nullptr;
}

std::optional<std::string> ObjectReader::string(std::string_view key) {
  const auto* const node = typed(key, &JsonNode::is_string, "a string");
  return node == nullptr ? std::nullopt : std::optional(node->text);
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const auto* const node = typed(key, &JsonNode::is_boolean, "true or false");
  return node == nullptr ? std::nullopt : std::optional(node->boolean);
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view key, std::int64_t low,
                                                  std::int64_t high) {
  const auto expected =
      low == high ? std::to_string(low)
                  : "an integer from " + std::to_string(low) + " to " + std::to_string(high);
  const auto* const node = typed(key, &JsonNode::is_integer, expected);
  if (node == nullptr) return std::nullopt;
  if (node->integer >= low && node->integer <= high) return node->integer;
  sink_.error(node->span, in_quotes(key) + " must be " + expected + ", not " + node->text);
  return std::nullopt;
}

std::optional<double> ObjectReader::number(std::string_view key, double low, double high) {
  const auto expected = "a number from " + plain(low) + " to " + plain(high);
  const auto* const node = typed(key, &JsonNode::is_number, expected);
  if (node == nullptr) return std::nullopt;
  if (node->real >= low && node->real <= high) return node->real;
  sink_.error(node->span, in_quotes(key) + " must be " + expected + ", not " + node->text);
  return std::nullopt;
}

const JsonNode* ObjectReader::object(std::string_view key) {
  return typed(key, &JsonNode::is_object, "an object");
}

const JsonNode* ObjectReader::list(std::string_view key) {
  return typed(key, &JsonNode::is_array, "a list");
}

void ObjectReader::unknown_choice(std::string_view key, std::string_view noun,
                                  const std::vector<std::string>& words) {
  const auto& value = node_.find(key)->value;
  sink_.error(value.span, "unknown " + std::string(noun) + " " + in_quotes(value.text),
              suggestion_hint(value.text, words));
}

void ObjectReader::mention(std::string_view home, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) homes_.emplace(key, home);
}

bool ObjectReader::finish() {
  bool all_known = true;
  for (const auto& member : node_.members) {
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    all_known = false;
    const auto home = homes_.find(member.key);
    sink_.error(member.key_span, "unknown " + noun_ + " " + in_quotes(member.key),
                home == homes_.end() ? suggestion_hint(member.key, known_)
                                     : "it belongs in " + home->second);
  }
  return all_known;
}

}  // namespace zoom_mock
