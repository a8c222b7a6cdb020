#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/json_source.h"
#include "server/base/problem.h"
#include "server/base/source_text.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

/// Collects the problems of one file.
class ProblemSink {
 public:
  /// `text` and `problems` must outlive the sink.
  ProblemSink(std::string file, std::string_view text, std::vector<Problem>& problems)
      : file_(std::move(file)), text_(text), lines_(text), problems_(problems) {}

  void error(Span span, std::string message, std::string hint = {});
  void warning(Span span, std::string message, std::string hint = {});
  /// An error about a word that is not in `known`, which may be long: the first such errors of a
  /// sink get a suggestion_hint().
  void unknown(Span span, std::string message, std::string_view word,
               const std::vector<std::string>& known);

  Place locate(Span span) const { return lines_.locate(span); }
  const std::string& file() const { return file_; }
  /// "file:line:col"
  std::string place(Span span) const;
  /// "line:col", for a hint about the same file
  std::string position(Span span) const;
  /// The bytes of a span, as written.
  std::string_view written(Span span) const { return text_.substr(span.offset, span.length); }

 private:
  void add(Severity severity, Span span, std::string message, std::string hint);

  std::string file_;
  std::string_view text_;
  LineIndex lines_;
  std::vector<Problem>& problems_;
  std::size_t suggestions_ = 0;
};

/// What a value is, to follow "not": `a string`, `null`, `17`.
std::string found(const JsonNode& node);

/// Reads a text as JSON, and reports what breaks it off and which keys it repeats. Nothing: it is
/// broken off, or has more than so many values.
std::optional<JsonNode> read_document(std::string_view text, JsonComments comments,
                                      std::size_t most_values, ProblemSink& sink);

/// Reads the members of one object. Each getter reports a wrong type by itself and then gives
/// nothing; finish() reports the members nobody asked for.
class ObjectReader {
 public:
  /// `noun` names the kind of key in messages: "stub key", "matcher". A node that is not an object
  /// is reported here, and every getter gives nothing.
  ObjectReader(const JsonNode& node, std::string_view noun, ProblemSink& sink);

  /// The member, of whatever type; null when absent.
  const JsonMember* find(std::string_view key);
  Span span() const { return node_.span; }
  std::optional<std::string> string(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t low, std::int64_t high);
  std::optional<double> number(std::string_view key, double low, double high);
  /// Null when absent or not an object.
  const JsonNode* object(std::string_view key);
  /// Null when absent or not a list.
  const JsonNode* list(std::string_view key);

  template <typename Enum>
  std::optional<Enum> one_of(std::string_view key,
                             std::initializer_list<std::pair<std::string_view, Enum>> choices,
                             std::string_view noun = {}) {
    const auto word = string(key);
    if (!word) return std::nullopt;
    std::vector<std::string> words;
    for (const auto& [name, value] : choices) {
      if (name == *word) return value;
      words.emplace_back(name);
    }
    unknown_choice(key, noun.empty() ? key : noun, words);
    return std::nullopt;
  }

  /// Names keys that are at home elsewhere, so that finish() can say: it belongs in `home`.
  void mention(std::string_view home, std::initializer_list<std::string_view> keys);

  /// Reports unknown keys. False: there are some, so what seems to be missing may be misspelt.
  bool finish();

 private:
  const JsonNode* typed(std::string_view key, bool (JsonNode::*is)() const,
                        std::string_view expected);
  void unknown_choice(std::string_view key, std::string_view noun,
                      const std::vector<std::string>& words);

  const JsonNode& node_;
  std::string noun_;
  ProblemSink& sink_;
  std::vector<std::string> known_;
  std::map<std::string, std::string, std::less<>> homes_;
};

}  // namespace zoom_mock
