#include "server/scenario/load/assertion_loader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include "server/scenario/load/assertion_text.h"
#include "server/scenario/load/matcher_loader.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostAssertions = 200;
constexpr std::int64_t kMostCalls = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

/// In what calls can be the same or different.
constexpr std::array<std::string_view, 9> kTraits = {
    "operation", "method", "path", "meeting", "token", "content_type", "fields", "query", "body"};
/// Before a name.
constexpr std::array<std::string_view, 3> kTraitGroups = {"fields.", "headers.", "query."};

bool is_trait(std::string_view word) {
  return std::ranges::find(kTraits, word) != kTraits.end() ||
         std::ranges::any_of(kTraitGroups, [&](std::string_view group) {
           return word.starts_with(group) && word.size() > group.size();
         });
}

std::vector<std::string> trait_words() {
  std::vector<std::string> words(kTraits.begin(), kTraits.end());
  words.emplace_back("headers.NAME");
  return words;
}

class AssertionReader {
 public:
  AssertionReader(const JsonNode& node, AssertionNames& names, ProblemSink& sink)
      : node_(node), object_(node, "assertion key", sink), names_(names), sink_(sink) {}

  Assertion read() {
    Assertion assertion;
    assertion.name = object_.string("name").value_or("");
    const auto* const calls = object_.object("calls");
    const auto* const in_order = object_.list("in_order");
    const auto* const only = object_.list("only");
    CallsAssertion claim;
    read_demands(claim);
    object_.mention(R"("calls")", {"operation", "method", "path", "token", "meeting", "fields",
                                   "headers", "query", "json", "content_type", "status", "code",
                                   "reply", "outcome", "violation", "anywhere"});
    const bool all_known = object_.finish();
    if (in_order != nullptr) {
      assertion.claim = InOrderAssertion{read_list(*in_order, 2, R"("in_order" needs two calls)")};
    } else if (only != nullptr) {
      assertion.claim = OnlyAssertion{read_list(*only, 1, R"("only" of nothing is "never")")};
      refuse_all(*only);
    } else if (calls != nullptr) {
      claim.calls = read_selector(*calls, names_, sink_);
      if (all_known) check_demands(claim);
      assertion.claim = std::move(claim);
    }
    if (all_known && node_.is_object()) check_claims();
    return assertion;
  }

 private:
  void read_demands(CallsAssertion& claim) {
    const auto exactly = count("exactly");
    const auto least = count("at_least");
    const auto most = count("at_most");
    never_ = object_.boolean("never").value_or(false);
    if (const auto* const never = object_.find("never"); never != nullptr && !never_) {
      if (never->value.is_boolean()) {
        sink_.error(never->value.span, "\"never\" can only be true", R"(write "at_least": 1)");
      }
    }
    claim.count.low = exactly.value_or(least.value_or(1));
    if (exactly || most) claim.count.high = exactly ? *exactly : *most;
    if (never_) claim.count = {0, 0};
    claim.gap_ms = read_gap();
    if (const auto within = object_.integer("within_ms", 0, kDayMs)) {
      claim.within_ms = static_cast<std::uint64_t>(*within);
    }
    read_selector_at("after", claim.after);
    read_selector_at("before", claim.before);
    read_selector_at("every", claim.every);
    if (claim.every) refuse_empty("every");
    read_traits("same", claim.same);
    read_traits("different", claim.different);
  }

  std::optional<std::uint64_t> count(std::string_view key) {
    const auto* const member = object_.find(key);
    if (member != nullptr && member->value.is_integer() && member->value.integer == 0) {
      sink_.error(member->value.span, '"' + std::string(key) + "\" cannot be 0",
                  R"(write "never": true)");
      return std::nullopt;
    }
    const auto number = object_.integer(key, 1, kMostCalls);
    if (!number) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
  }

  /// Of a number alone nobody knows whether it is the least or the most.
  std::optional<Range> read_gap() {
    const auto* const member = object_.find("gap_ms");
    if (member == nullptr) return std::nullopt;
    auto range = member->value.is_string() ? read_range(member->value) : std::nullopt;
    if (!range) {
      sink_.error(member->value.span,
                  R"("gap_ms" must be "2000..", "..5000" or "2000..5000", not )" +
                      std::string(sink_.written(member->value.span)));
    }
    return range;
  }

  void read_selector_at(std::string_view key, std::optional<Selector>& selector) {
    const auto* const node = object_.object(key);
    if (node != nullptr) selector = read_selector(*node, names_, sink_);
  }

  void refuse_empty(std::string_view key) {
    const auto& value = object_.find(key)->value;
    if (!value.members.empty()) return;
    sink_.error(value.span, '"' + std::string(key) + "\" of every call says nothing");
  }

  void refuse_all(const JsonNode& list) {
    for (const auto& item : list.items) {
      if (!item.is_object() || !item.members.empty()) continue;
      sink_.error(item.span, "every call is one of these: \"only\" says nothing");
    }
  }

  void read_traits(std::string_view key, std::vector<std::string>& traits) {
    const auto* const member = object_.find(key);
    if (member == nullptr) return;
    read_one_or_more(member->value, sink_, [&](const JsonNode& node) {
      if (node.is_string() && is_trait(node.text)) return traits.push_back(node.text);
      read_known(node, "trait of calls", trait_words(), sink_);
    });
  }

  std::vector<Selector> read_list(const JsonNode& list, std::size_t least, const char* problem) {
    if (list.items.size() < least) sink_.error(list.span, problem);
    std::vector<Selector> selectors;
    for (const auto& item : list.items) selectors.push_back(read_selector(item, names_, sink_));
    return selectors;
  }

  bool has(std::string_view key) const { return node_.find(key) != nullptr; }

  void check_demands(const CallsAssertion& claim) {
    if ((has("exactly") && (has("at_least") || has("at_most") || has("never"))) ||
        (has("never") && (has("at_least") || has("at_most")))) {
      sink_.error(node_.span,
                  R"(of "exactly", "never" and "at_least" with "at_most", one is enough)");
    } else if (claim.count.low > claim.count.high) {
      sink_.error(node_.span, "no number of calls can satisfy this");
    }
    constexpr std::array<std::string_view, 5> kRelations = {"gap_ms", "same", "different", "every",
                                                            "within_ms"};
    const auto* const relation =
        std::ranges::find_if(kRelations, [&](auto key) { return has(key); });
    if (relation != kRelations.end() && never_) {
      sink_.error(node_.find(*relation)->key_span,
                  '"' + std::string(*relation) + "\" is about calls, and there must be none");
    }
    constexpr std::array<std::string_view, 3> kOfTwo = {"gap_ms", "same", "different"};
    const auto* const of_two = std::ranges::find_if(kOfTwo, [&](auto key) { return has(key); });
    if (of_two != kOfTwo.end() && claim.count.high == 1) {
      sink_.error(node_.find(*of_two)->key_span,
                  '"' + std::string(*of_two) + "\" compares calls, and there may be only one");
    }
    constexpr std::array<std::string_view, 4> kCounts = {"exactly", "at_least", "at_most", "never"};
    const bool counts = std::ranges::any_of(kCounts, [&](auto key) { return has(key); });
    if (counts || relation != kRelations.end()) return;
    sink_.error(node_.find("calls")->key_span, "what is demanded of these calls is missing",
                R"(such as "exactly": 2, "at_least": 1 or "never": true)");
  }

  /// One claim, and nothing that another kind of claim has.
  void check_claims() {
    const int claims = int{has("calls")} + int{has("in_order")} + int{has("only")};
    if (claims == 0) {
      sink_.error(node_.span, R"(an assertion needs "calls", "in_order" or "only")");
    } else if (claims > 1) {
      sink_.error(node_.span, R"(of "calls", "in_order" and "only" an assertion has one)");
    } else if (!has("calls") && node_.members.size() > (has("name") ? 2U : 1U)) {
      const auto other = std::ranges::find_if(node_.members, [](const JsonMember& member) {
        return member.key != "name" && member.key != "in_order" && member.key != "only";
      });
      sink_.error(other->key_span, '"' + other->key + "\" needs \"calls\"");
    }
  }

  const JsonNode& node_;
  ObjectReader object_;
  AssertionNames& names_;
  ProblemSink& sink_;
  bool never_ = false;
};

}  // namespace

AssertionDrafts read_assertions(const JsonNode& node, ProblemSink& sink, Secrets secrets) {
  AssertionDrafts drafts;
  const auto read = [&](const JsonNode& one) {
    auto assertion = AssertionReader(one, drafts.names, sink).read();
    assertion.written = assertion_text(one, secrets);
    drafts.assertions.push_back(std::move(assertion));
  };
  if (!node.is_array()) {
    read(node);
  } else if (node.items.empty()) {
    sink.error(node.span, "an empty list asserts nothing");
  } else if (node.items.size() > kMostAssertions) {
    sink.error(node.span, "more than " + std::to_string(kMostAssertions) + " assertions");
  } else {
    std::ranges::for_each(node.items, read);
  }
  return drafts;
}

void merge_assertions(const AssertionDrafts& ours, std::vector<Assertion>& inherited) {
  std::set<std::string_view> names;
  for (const auto& assertion : ours.assertions) {
    if (!assertion.name.empty()) names.insert(assertion.name);
  }
  std::erase_if(inherited, [&](const Assertion& theirs) { return names.contains(theirs.name); });
  inherited.insert(inherited.end(), ours.assertions.begin(), ours.assertions.end());
}

void check_names(const AssertionNames& names, const std::vector<std::string>& aliases,
                 const std::vector<std::string>& stubs, ProblemSink& sink) {
  const auto check = [&](const NamedPlaces& places, const std::vector<std::string>& known,
                         const std::string& problem) {
    const std::set<std::string_view> all(known.begin(), known.end());
    for (const auto& [name, span] : places) {
      if (!all.contains(name)) sink.unknown(span, problem + " \"" + name + '"', name, known);
    }
  };
  check(names.token_aliases, aliases, "no token has the alias");
  check(names.stubs, stubs, "no stub is called");
}

}  // namespace zoom_mock
