#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// A whole number between two bounds, both included: `3`, `"2.."`, `"..5"`, `"2..5"`.
struct Range {
  std::uint64_t low = 0;
  std::uint64_t high = std::numeric_limits<std::uint64_t>::max();

  bool contains(std::uint64_t number) const { return low <= number && number <= high; }

  auto operator<=>(const Range&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// As a scenario writes it: `3`, `2..`, `2..5`.
std::string to_string(const Range& range);

/// What regular expressions may still cost while a request is held against all stubs, in
/// instructions times bytes: beyond it they are not tried. Answering and explaining have one each.
struct PatternWork {
  /// In all: a quarter of a second or so, and seldom as much.
  static constexpr std::size_t kMost = 128UL * 1024 * 1024;

  std::size_t left = kMost;
  bool is_undecided = false;  ///< the last value met an expression that was not tried on it
};

/// A regular expression that matches the whole of a text in time linear in its length. It reads
/// UTF-8: a byte that belongs to no character is matched by no '.'.
/// Thread-safe.
class Pattern {
 public:
  /// Errors: nothing, with the reason in `error`, when the expression is malformed or too large.
  static std::optional<Pattern> compile(const std::string& expression, std::string& error);

  /// The most bytes of a text that it is tried on. The larger the expression, the fewer: what one
  /// matching may cost is the product.
  std::size_t longest() const;

  /// What one byte of a text costs at most.
  std::size_t instructions() const;

  /// Not when the text is longer than the longest.
  bool matches(std::string_view text) const;
  const std::string& expression() const;

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

  std::shared_ptr<const Compiled> compiled_;
};

/// A value a matcher is held against: a header, a field, a JSON scalar.
struct Value {
  std::string_view text;
  bool is_string = true;  ///< false: a JSON number, true, false or null, as written
  std::optional<std::string_view> filename;  ///< of a part that is a file
};

/// A literal as a scenario writes it: "true" and true differ.
struct Literal {
  std::string text;
  bool is_string = true;
};

/// What a value must be like. All that is set must hold.
struct Matcher {
  std::vector<Literal> any_of;  ///< a literal is a list of one; empty: no such demand
  std::optional<bool> present;
  std::optional<std::string> starts_with;
  std::optional<std::string> ends_with;
  std::optional<std::string> contains;
  std::optional<Pattern> matches;
  std::optional<Range> length;  ///< in bytes
  std::optional<Range> count;   ///< how often the name occurs
  std::shared_ptr<const Matcher> negated;
  std::shared_ptr<const Matcher> filename;
};

/// How much of a comparison may be shown.
enum class Disclosure {
  kAll,     ///< the value too: it is of the path, or a media type
  kDemand,  ///< what the scenario names; the client's value is masked
  kNone,    ///< neither: the name is a secret's
};

/// Whether a matcher holds for what has one name: its values in order. A name that
/// occurs twice has two; the first is the one looked at.
///
/// What needs an expression that is not tried on the value does not hold, nor does its `not`.
///
/// `why`, unless null, gets what is wrong, to be read after the name of the thing: `is absent`,
/// `is ht..(8), which does not start with "rtmp"`.
bool holds(const Matcher& matcher, std::span<const Value> values, PatternWork& work,
           Disclosure disclosure = Disclosure::kDemand, std::string* why = nullptr);

}  // namespace zoom_mock
