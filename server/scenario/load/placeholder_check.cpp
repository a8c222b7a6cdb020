#include "server/scenario/load/placeholder_check.h"

#include <string>
#include <vector>

#include "server/scenario/placeholder.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kWordCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

bool is_placeholder(std::string_view braced) {
  const auto found = placeholders_in(braced);
  return found.size() == 1 && is_known_placeholder(found.front().name);
}

}  // namespace

std::vector<std::string_view> braced_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const auto close = text.find_first_not_of(kWordCharacters, open + 1);
    if (close != text.npos && close > open + 1 && text[close] == '}') {
      words.push_back(text.substr(open, close + 1 - open));
    }
  }
  return words;
}

void check_placeholders(std::string_view text, Span span, ProblemSink& sink) {
  for (const auto braced : braced_words(text)) {
    if (is_placeholder(braced)) continue;
    const auto at = sink.written(span).find(braced);
    sink.error(at == std::string_view::npos ? span : Span{span.offset + at, braced.size()},
               "unknown placeholder " + std::string(braced),
               suggestion_hint(braced.substr(1, braced.size() - 2), known_placeholders()));
  }
}

void check_placeholders(const JsonNode& node, ProblemSink& sink) {
  if (node.is_string()) check_placeholders(node.text, node.span, sink);
  for (const auto& item : node.items) check_placeholders(item, sink);
  for (const auto& [key, key_span, value] : node.members) {
    check_placeholders(key, key_span, sink);
    check_placeholders(value, sink);
  }
}

}  // namespace zoom_mock
