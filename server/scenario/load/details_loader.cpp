#include "server/scenario/load/details_loader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/json_text.h"

namespace zoom_mock {

namespace {

constexpr auto kLeastNumber = std::numeric_limits<std::int64_t>::min();
constexpr auto kMostNumber = std::numeric_limits<std::int64_t>::max();

/// "settings.waiting_room" without "settings."
std::string_view own_name(const FieldRule& rule) {
  return rule.name.substr(rule.name.rfind('.') + 1);
}

void check_value(const FieldRule& rule, std::string_view written, Span span, ProblemSink& sink) {
  if (rule.values.empty() || std::ranges::find(rule.values, written) != rule.values.end()) return;
  const std::vector<std::string> known(rule.values.begin(), rule.values.end());
  sink.unknown(span, "unknown " + std::string(own_name(rule)) + " " + quote(std::string(written)),
               written, known);
}

/// As JSON; nothing when it is absent or not of its kind.
std::optional<std::string> read_value(ObjectReader& object, const FieldRule& rule,
                                      ProblemSink& sink) {
  const auto name = own_name(rule);
  const auto span = [&] { return object.find(name)->value.span; };
  switch (rule.kind) {
    case FieldKind::kBoolean:
      if (const auto value = object.boolean(name)) return *value ? "true" : "false";
      return std::nullopt;
    case FieldKind::kInteger:
      if (const auto value = object.integer(name, rule.min.value_or(kLeastNumber),
                                            rule.max.value_or(kMostNumber))) {
        check_value(rule, std::to_string(*value), span(), sink);
        return std::to_string(*value);
      }
      return std::nullopt;
    case FieldKind::kList:
      if (const auto* const list = object.list(name)) return to_json(*list).dump();
      return std::nullopt;
    case FieldKind::kText:
    case FieldKind::kUri:
    case FieldKind::kEmail:
    case FieldKind::kDateTime:
      break;
  }
  const auto text = object.string(name);
  if (!text) return std::nullopt;
  if (rule.max_bytes > 0 && text->size() > rule.max_bytes) {
    sink.error(span(), quote(std::string(name)) + " has " + std::to_string(text->size()) +
                           " bytes; at most " + std::to_string(rule.max_bytes) + " are allowed");
  }
  check_value(rule, *text, span(), sink);
  return json_string(*text);
}

}  // namespace

void read_details(ObjectReader& object, std::span<const FieldRule> rules, Details& details,
                  ProblemSink& sink) {
  std::map<std::string_view, std::vector<FieldRule>> groups;
  for (const auto& rule : rules) {
    if (const auto dot = rule.name.find('.'); dot != rule.name.npos) {
      groups[rule.name.substr(0, dot)].push_back(rule);
    } else if (auto json = read_value(object, rule, sink)) {
      set_detail(details, rule.name, *std::move(json));
    }
  }
  for (const auto& [name, members] : groups) {
    const auto* const node = object.object(name);
    if (node == nullptr) continue;
    ObjectReader group(*node, std::string(name) + " key", sink);
    for (const auto& rule : members) {
      if (auto json = read_value(group, rule, sink)) {
        set_detail(details, rule.name, *std::move(json));
      }
    }
    group.finish();
  }
}

}  // namespace zoom_mock
