#include "server/base/json_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zoom_mock {

namespace {

using Kind = JsonNode::Kind;
using Behind = JsonFailure::Behind;

/// Follows the parser through the text: its events come in the order of the tokens, so the next
/// token is always the first thing after the previous one that is neither space nor comment.
class TokenTrail {
 public:
  explicit TokenTrail(std::string_view text) : text_(text) {}

  Span next() {
    separator_.reset();
    skip_to_token();
    last_ = {position_, token_length()};
    position_ += last_.length;
    return last_;
  }

  Span last() const { return last_; }

  /// The first ',' or ':' before the last token.
  std::optional<std::size_t> separator() const { return separator_; }
  std::optional<std::size_t> open_comment() const { return open_comment_; }

 private:
  void skip_to_token() {
    constexpr std::string_view kBetweenTokens = " \t\r\n\xEF\xBB\xBF";  // and a byte order mark
    while (position_ < text_.size()) {
      if (text_[position_] == ',' || text_[position_] == ':') {
        if (!separator_) separator_ = position_;
        ++position_;
      } else if (kBetweenTokens.find(text_[position_]) != std::string_view::npos) {
        ++position_;
      } else if (text_.substr(position_, 2) == "//") {
        position_ = std::min(text_.find_first_of("\r\n", position_), text_.size());
      } else if (text_.substr(position_, 2) == "/*") {
        const auto end = text_.find("*/", position_ + 2);
        if (end == std::string_view::npos) open_comment_ = position_;
        position_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  std::size_t token_length() const {
    if (position_ >= text_.size()) return 0;
    if (text_[position_] == '"') return string_length();
    const auto end = text_.find_first_of(" \t\r\n,:{}[]\"/", position_);
    return std::max<std::size_t>(std::min(end, text_.size()) - position_, 1);
  }

  std::size_t string_length() const {
    for (auto end = position_ + 1; end < text_.size(); ++end) {
      if (text_[end] == '\\') {
        ++end;
      } else if (text_[end] == '"') {
        return end + 1 - position_;
      }
    }
    return text_.size() - position_;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  Span last_;
  std::optional<std::size_t> separator_;
  std::optional<std::size_t> open_comment_;
};

/// Receives the parser's events and builds the tree.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, std::size_t most_values, JsonDocument& document)
      : text_(text), values_left_(most_values), document_(document), trail_(text) {}

  bool null() override { return add(scalar(Kind::kNull)); }
  bool boolean(bool value) override {
    auto node = scalar(Kind::kBoolean);
    node.boolean = value;
    return add(std::move(node));
  }
  bool number_integer(number_integer_t value) override {
    auto node = number(Kind::kInteger, static_cast<double>(value));
    node.integer = value;
    return add(std::move(node));
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= INT64_MAX) return number_integer(static_cast<number_integer_t>(value));
    return add(number(Kind::kReal, static_cast<double>(value)));
  }
  bool number_float(number_float_t value, const string_t& /*written*/) override {
    return add(number(Kind::kReal, value));
  }
  bool string(string_t& value) override {
    auto node = scalar(Kind::kString);
    node.text = std::move(value);
    return add(std::move(node));
  }
  bool binary(binary_t& /*value*/) override { return false; }  // no such thing in JSON text
  bool start_object(std::size_t /*size*/) override { return open(Kind::kObject); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open(Kind::kArray); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    open_.back()->members.push_back({std::move(name), trail_.next(), {}});
    behind_ = Behind::kKey;
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOverflow = 406;
    JsonFailure failure;
    failure.text = text_;
    failure.last = trail_.last();
    failure.token = trail_.next();
    failure.position = position;
    if (!open_.empty()) failure.open = Span{open_.back()->span.offset, 1};
    failure.behind = behind_;
    failure.separator = trail_.separator();
    failure.comment = trail_.open_comment();
    failure.is_too_large = error.id == kNumberOverflow;
    document_.syntax_error = explain_syntax_error(failure);
    return false;
  }

 private:
  JsonNode scalar(Kind kind) {
    JsonNode node;
    node.kind = kind;
    node.span = trail_.next();
    return node;
  }

  JsonNode number(Kind kind, double value) {
    auto node = scalar(kind);
    node.real = value;
    node.text = std::string(text_.substr(node.span.offset, node.span.length));
    return node;
  }

  JsonNode& place(JsonNode node) {
    if (open_.empty()) return document_.root = std::move(node);
    auto& parent = *open_.back();
    if (parent.is_array()) return parent.items.emplace_back(std::move(node));
    return parent.members.back().value = std::move(node);
  }

  bool add(JsonNode node) {
    if (is_one_too_many(node)) return false;
    place(std::move(node));
    behind_ = Behind::kValue;
    return true;
  }

  bool is_one_too_many(const JsonNode& node) {
    if (values_left_ > 0) {
      --values_left_;
      return false;
    }
    document_.has_too_many_values = true;
    document_.syntax_error = JsonDefect{{node.span.offset, 1}, "too many values", {}, {}};
    return true;
  }

  bool open(Kind kind) {
    auto node = scalar(kind);
    if (is_one_too_many(node)) return false;
    if (open_.size() >= kMaxJsonDepth) {
      document_.syntax_error =
          JsonDefect{node.span,
                     "nested deeper than " + std::to_string(kMaxJsonDepth) + " levels",
                     {},
                     std::nullopt};
      return false;
    }
    open_.push_back(&place(std::move(node)));
    behind_ = Behind::kOpening;
    return true;
  }

  bool close() {
    const auto bracket = trail_.next();
    auto& span = open_.back()->span;
    span.length = bracket.offset + bracket.length - span.offset;
    report_duplicates(open_.back()->members);
    open_.pop_back();
    behind_ = Behind::kValue;
    return true;
  }

  /// Sorts instead of comparing each with each: a client may send a hundred thousand keys.
  void report_duplicates(const std::vector<JsonMember>& members) {
    std::vector<const JsonMember*> sorted(members.size());
    std::ranges::transform(members, sorted.begin(), [](const JsonMember& m) { return &m; });
    std::ranges::stable_sort(sorted, {},
                             [](const JsonMember* m) { return std::string_view(m->key); });
    for (std::size_t first = 0, i = 1; i < sorted.size(); ++i) {
      if (sorted[i]->key != sorted[first]->key) {
        first = i;
        continue;
      }
      if (document_.duplicate_keys.size() >= kMostDuplicateKeys) return;
      document_.duplicate_keys.push_back({sorted[i]->key_span,
                                          "duplicate key \"" + sorted[i]->key + '"',
                                          {},
                                          sorted[first]->key_span});
    }
  }

  std::string_view text_;
  std::size_t values_left_;
  JsonDocument& document_;
  TokenTrail trail_;
  Behind behind_ = Behind::kNothing;
  /// The containers being filled. The pointers hold: a container grows only while it is the last.
  std::vector<JsonNode*> open_;
};

}  // namespace

JsonDocument parse_json(std::string_view text, JsonComments comments, std::size_t most_values) {
  JsonDocument document;
  // nlohmann takes a NUL byte for the end of the text and never looks past it.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    document.syntax_error = JsonDefect{{nul, 1}, "a NUL byte is not JSON", {}, {}};
    return document;
  }
  TreeBuilder builder(text, most_values, document);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                            nlohmann::json::input_format_t::json, true,
                            comments == JsonComments::kIgnored);
  if (document.syntax_error) {
    document.root = {};
    document.duplicate_keys.clear();
  }
  return document;
}

}  // namespace zoom_mock
