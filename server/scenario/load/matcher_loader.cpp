#include "server/scenario/load/matcher_loader.h"

#include <algorithm>

#include "server/base/number.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kRangeForms = R"(a count such as 3, "2..", "..5" or "2..5")";

bool is_scalar(const JsonNode& node) { return !node.is_object() && !node.is_array(); }

Literal read_literal(const JsonNode& node, ValueKind kind, ProblemSink& sink) {
  if (node.is_string()) return {node.text, true};
  if (kind == ValueKind::kText && !node.is_integer()) {
    const auto written = std::string(sink.written(node.span));
    sink.error(node.span, "the value is text: it cannot be " + found(node),
               "did you mean \"" + written + "\"?");
  }
  return {std::string(sink.written(node.span)), kind == ValueKind::kText};
}

std::optional<Range> read_demanded_range(ObjectReader& object, std::string_view key,
                                         ProblemSink& sink) {
  const auto* const member = object.find(key);
  if (member == nullptr) return std::nullopt;
  const auto range = read_range(member->value);
  if (!range) {
    sink.error(member->value.span, '"' + std::string(key) + "\" must be " +
                                       std::string(kRangeForms) + ", not " +
                                       std::string(sink.written(member->value.span)));
  }
  return range;
}

std::optional<Pattern> read_pattern(ObjectReader& object, ProblemSink& sink) {
  const auto expression = object.string("matches");
  if (!expression) return std::nullopt;
  std::string error;
  auto pattern = Pattern::compile(*expression, error);
  if (!pattern) {
    sink.error(object.find("matches")->value.span,
               "\"matches\" is not a regular expression (RE2 syntax): " + error);
  }
  return pattern;
}

std::shared_ptr<const Matcher> read_nested(ObjectReader& object, std::string_view key,
                                           ValueKind kind, ProblemSink& sink) {
  const auto* const member = object.find(key);
  if (member == nullptr) return nullptr;
  return std::make_shared<const Matcher>(read_matcher(member->value, kind, sink));
}

Matcher read_demands(const JsonNode& node, ValueKind kind, ProblemSink& sink) {
  ObjectReader object(node, "matcher", sink);
  Matcher matcher;
  matcher.present = object.one_of<bool>("is", {{"present", true}, {"absent", false}}, "presence");
  if (const auto* const equals = object.find("equals")) {
    if (is_scalar(equals->value)) {
      matcher.any_of.push_back(read_literal(equals->value, kind, sink));
    } else {
      sink.error(equals->value.span,
                 "\"equals\" must be a single value, not " + found(equals->value),
                 equals->value.is_array() ? "write the list in place of the matcher" : "");
    }
  }
  matcher.starts_with = object.string("starts_with");
  matcher.ends_with = object.string("ends_with");
  matcher.contains = object.string("contains");
  matcher.matches = read_pattern(object, sink);
  matcher.negated = read_nested(object, "not", kind, sink);
  matcher.length = read_demanded_range(object, "length", sink);
  matcher.count = read_demanded_range(object, "count", sink);
  matcher.filename = read_nested(object, "filename", ValueKind::kText, sink);
  object.finish();
  if (node.members.empty()) {
    sink.error(node.span, "an empty matcher says nothing", R"(leave it out, or {"is": "present"})");
  }
  return matcher;
}

}  // namespace

std::optional<Range> read_range(const JsonNode& node) {
  if (node.is_integer() && node.integer >= 0) {
    const auto number = static_cast<std::uint64_t>(node.integer);
    return Range{number, number};
  }
  const std::string_view text = node.text;
  const auto dots = text.find("..");
  if (!node.is_string() || dots == std::string_view::npos || text.size() == 2) return std::nullopt;
  Range range;
  if (dots > 0) {
    const auto low = whole_number_in(text.substr(0, dots));
    if (!low) return std::nullopt;
    range.low = *low;
  }
  if (dots + 2 < text.size()) {
    const auto high = whole_number_in(text.substr(dots + 2));
    if (!high || *high < range.low) return std::nullopt;
    range.high = *high;
  }
  return range;
}

Matcher read_matcher(const JsonNode& node, ValueKind kind, ProblemSink& sink) {
  if (node.is_object()) return read_demands(node, kind, sink);
  Matcher matcher;
  if (is_scalar(node)) {
    matcher.any_of.push_back(read_literal(node, kind, sink));
    return matcher;
  }
  for (const auto& item : node.items) {
    if (is_scalar(item)) {
      matcher.any_of.push_back(read_literal(item, kind, sink));
    } else {
      sink.error(item.span, "a list of literals cannot hold " + found(item));
    }
  }
  if (node.items.empty()) sink.error(node.span, "an empty list matches nothing");
  return matcher;
}

}  // namespace zoom_mock
