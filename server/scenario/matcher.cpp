#include "server/scenario/matcher.h"

#include <re2/re2.h>

#include <algorithm>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

/// Bounds the memory of one expression: a bigger one is refused when the scenario is loaded.
constexpr std::int64_t kMaxPatternBytes = 1 << 20;

/// The most instructions of one expression. Those that people write have a dozen to some hundred.
constexpr int kMostInstructions = 3000;

/// The most instructions times bytes of one matching. When the states of an expression do not fit
/// into its memory, RE2 takes 3 to 6 ns for each: at most 50 ms in all.
constexpr std::size_t kMostWork = 8UL * 1024 * 1024;

/// Stands for what a stub asks of a secret, which may be the secret itself.
constexpr std::string_view kDemand = "what the stub names";

std::string described(const std::vector<Literal>& literals) {
  std::vector<std::string> texts;
  texts.reserve(literals.size());
  for (const auto& literal : literals) {
    texts.push_back(literal.is_string ? quote(literal.text) : literal.text);
  }
  return literals.size() == 1 ? texts.front() : "one of " + listed(texts);
}

bool equals(const Literal& literal, const Value& value) {
  return literal.is_string == value.is_string && literal.text == value.text;
}

}  // namespace

std::string to_string(const Range& range) {
  if (range.low == range.high) return std::to_string(range.low);
  const bool open = range.high == std::numeric_limits<std::uint64_t>::max();
  return std::to_string(range.low) + ".." + (open ? "" : std::to_string(range.high));
}

struct Pattern::Compiled {
  Compiled(const std::string& text, const re2::RE2::Options& options) : expression(text, options) {}
  re2::RE2 expression;
};

namespace {

constexpr std::string_view kTooLarge =
    "it is too large: a count such as {100} copies what it repeats; \"length\" can count "
    "bytes";

/// Why RE2 does not take an expression. Its own words, and what it says of groups, differ from
/// version to version.
std::string explain(const re2::RE2& expression) {
  const auto& part = expression.error_arg();
  switch (expression.error_code()) {
    case re2::RE2::ErrorBadEscape:
      return "unknown escape " + part;
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return part + " is not a class or range of characters";
    case re2::RE2::ErrorMissingBracket:
      return "a [ is never closed";
    case re2::RE2::ErrorMissingParen:
      return "a ( is never closed";
    case re2::RE2::ErrorUnexpectedParen:
      return "a ) closes nothing";
    case re2::RE2::ErrorTrailingBackslash:
      return "nothing follows the last backslash";
    case re2::RE2::ErrorRepeatArgument:
      return "there is nothing to repeat before " + part;
    case re2::RE2::ErrorRepeatOp:
      return "a repetition cannot be repeated: " + part;
    case re2::RE2::ErrorRepeatSize:
      return part + " repeats too often or runs backwards";
    case re2::RE2::ErrorBadPerlOp:
    case re2::RE2::ErrorBadNamedCapture:
      return "of the groups that begin with (? there are (?:...), (?P<name>...) and flags such as "
             "(?i), no look-ahead and no look-behind";
    case re2::RE2::ErrorPatternTooLarge:
      return std::string(kTooLarge);
    default:
      return "RE2 does not accept it";
  }
}

}  // namespace

std::optional<Pattern> Pattern::compile(const std::string& expression, std::string& error) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternBytes);
  options.set_dot_nl(true);
  auto compiled = std::make_shared<const Compiled>(expression, options);
  if (!compiled->expression.ok()) {
    error = explain(compiled->expression);
    return std::nullopt;
  }
  if (compiled->expression.ProgramSize() > kMostInstructions) {
    error = kTooLarge;
    return std::nullopt;
  }
  return Pattern(std::move(compiled));
}

std::size_t Pattern::instructions() const {
  return static_cast<std::size_t>(std::max(compiled_->expression.ProgramSize(), 1));
}

std::size_t Pattern::longest() const { return kMostWork / instructions(); }

bool Pattern::matches(std::string_view text) const {
  if (text.size() > longest()) return false;
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled_->expression);
}

const std::string& Pattern::expression() const { return compiled_->expression.pattern(); }

namespace {

/// One demand after the other; the first that fails is the explanation.
class Check {
 public:
  Check(const Matcher& matcher, std::span<const Value> values, PatternWork& work,
        Disclosure disclosure, std::string* why)
      : matcher_(matcher), values_(values), work_(work), disclosure_(disclosure), why_(why) {}

  bool holds() { return occurs() && is_not_excluded() && (!looks_at_value() || value_holds()); }

 private:
  template <typename Explain>
  bool fail(Explain explain) {
    if (why_ != nullptr) *why_ = explain();
    return false;
  }

  std::string disclosed(const Value& value) const {
    const auto& text = value.text;
    const bool is_word = !value.is_string && (text == "true" || text == "false" || text == "null");
    const bool is_whole = text.empty() || disclosure_ == Disclosure::kAll ||
                          (disclosure_ == Disclosure::kDemand && is_word);
    return is_whole ? quote(text) : masked(text);
  }

  std::string wanted(std::string demand) const {
    return disclosure_ == Disclosure::kNone ? std::string(kDemand) : std::move(demand);
  }

  bool looks_at_value() const {
    return !matcher_.any_of.empty() || matcher_.starts_with || matcher_.ends_with ||
           matcher_.contains || matcher_.matches || matcher_.length || matcher_.filename;
  }

  bool occurs() {
    if (matcher_.count && !matcher_.count->contains(values_.size())) {
      return fail([&] {
        return "occurs " + std::to_string(values_.size()) + " times, not " +
               to_string(*matcher_.count);
      });
    }
    if (matcher_.present == false && !values_.empty()) {
      return fail([] { return "is present and should be absent"; });
    }
    if (values_.empty() && (matcher_.present == true || looks_at_value())) {
      return fail([] { return "is absent"; });
    }
    return true;
  }

  bool is_not_excluded() {
    if (!matcher_.negated) return true;
    if (Check(*matcher_.negated, values_, work_, disclosure_, why_).holds()) {
      return fail([&] {
        return "is what the stub excludes" +
               (values_.empty() ? "" : ": " + disclosed(values_.front()));
      });
    }
    if (work_.is_undecided) return false;
    if (why_ != nullptr) why_->clear();
    return true;
  }

  bool value_holds() {
    const auto& text = values_.front().text;
    const auto wrong = [&](std::string_view relation, const std::string& demand) {
      return fail([&] {
        return "is " + disclosed(values_.front()) + ", which does not " + std::string(relation) +
               " " + wanted(quote(demand));
      });
    };
    if (!is_listed()) return false;
    if (matcher_.starts_with && !text.starts_with(*matcher_.starts_with)) {
      return wrong("start with", *matcher_.starts_with);
    }
    if (matcher_.ends_with && !text.ends_with(*matcher_.ends_with)) {
      return wrong("end with", *matcher_.ends_with);
    }
    if (matcher_.contains && text.find(*matcher_.contains) == std::string_view::npos) {
      return wrong("contain", *matcher_.contains);
    }
    if (matcher_.matches && !may_be_tried(*matcher_.matches, text)) return false;
    if (matcher_.matches && !matcher_.matches->matches(text)) {
      return wrong("match", matcher_.matches->expression());
    }
    if (matcher_.length && !matcher_.length->contains(text.size())) {
      return fail([&] {
        return "has " + std::to_string(text.size()) + " bytes, not " + to_string(*matcher_.length);
      });
    }
    return file_name_holds();
  }

  bool may_be_tried(const Pattern& pattern, std::string_view text) {
    const auto cost = pattern.instructions() * text.size();
    work_.is_undecided = text.size() > pattern.longest() || cost > work_.left;
    if (!work_.is_undecided) {
      work_.left -= cost;
      return true;
    }
    if (text.size() > pattern.longest()) {
      return fail([&] {
        return "has " + std::to_string(text.size()) + " bytes, more than the " +
               std::to_string(pattern.longest()) +
               " that a regular expression of this size is tried on";
      });
    }
    return fail([] {
      return std::string(
          "was not tried: the regular expressions before it took all the time that a request may "
          "take");
    });
  }

  bool is_listed() {
    const auto& value = values_.front();
    if (matcher_.any_of.empty() ||
        std::ranges::any_of(matcher_.any_of, [&](const Literal& l) { return equals(l, value); })) {
      return true;
    }
    return fail(
        [&] { return "is " + disclosed(value) + ", not " + wanted(described(matcher_.any_of)); });
  }

  bool file_name_holds() {
    if (!matcher_.filename) return true;
    const auto& filename = values_.front().filename;
    const Value value{filename.value_or(""), true, std::nullopt};
    const std::span<const Value> names(&value, filename ? 1 : 0);
    if (Check(*matcher_.filename, names, work_, disclosure_, why_).holds()) return true;
    return fail([&] { return "has a file name that " + *why_; });
  }

  const Matcher& matcher_;
  std::span<const Value> values_;
  PatternWork& work_;
  Disclosure disclosure_;
  std::string* why_;
};

}  // namespace

bool holds(const Matcher& matcher, std::span<const Value> values, PatternWork& work,
           Disclosure disclosure, std::string* why) {
  work.is_undecided = false;
  return Check(matcher, values, work, disclosure, why).holds();
}

}  // namespace zoom_mock
