#include "server/scenario/load/scenario_loader.h"

#include <algorithm>
#include <set>

#include "server/scenario/load/example_loader.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/pattern_check.h"
#include "server/scenario/load/scenario_draft.h"
#include "server/scenario/load/stub_reach.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// The longest chain of scenarios that extend each other.
constexpr std::size_t kMostBases = 16;

/// The most bytes that the scenarios of one load may take, what they extend counted once for each.
constexpr std::size_t kMostWeight = 256UL * 1024 * 1024;

/// A scenario under construction: its own draft merged with all it extends.
struct Merged {
  Scenario scenario;
  std::vector<const StubDraft*> stubs;
  bool is_whole = true;  ///< false: something it extends is missing or broken, and that is reported
};

class Merger {
 public:
  Merger(const std::vector<ScenarioFile>& files, BodyFiles& bodies, std::vector<Problem>& problems)
      : problems_(problems) {
    for (const auto& file : files) files_[file.name] = &file;
    std::size_t weight = 0;
    for (const auto& [name, file] : files_) {
      if (!is_scenario_name(name)) {
        problems_.push_back(file_problem(file->path,
                                         "the scenario's name \"" + name + "\" is not kebab-case",
                                         "small letters, digits and '-'"));
      }
      auto draft = read_scenario_draft(*file, bodies, problems_);
      if (!draft) continue;
      weight += draft->weight;
      if (weight > kMostWeight) {
        too_heavy(*file, *draft);
        return;
      }
      drafts_[name] = std::move(*draft);
    }
  }

  Scenarios scenarios() {
    Scenarios result;
    if (!are_too_heavy_) weigh();
    if (are_too_heavy_) return result;
    for (const auto& [name, draft] : drafts_) {
      auto merged = merge(name);
      ProblemSink sink(files_[name]->path, files_[name]->text, problems_);
      finish(draft, merged, sink);
      result[name] = std::make_shared<const Scenario>(std::move(merged.scenario));
    }
    return result;
  }

 private:
  void too_heavy(const ScenarioFile& file, const ScenarioDraft& draft) {
    are_too_heavy_ = true;
    const auto most = std::to_string(kMostWeight / 1024 / 1024) + " MiB";
    ProblemSink sink(file.path, file.text, problems_);
    if (draft.extends) {
      sink.error(draft.extends->span, "with what they extend, the scenarios take more than " + most,
                 "extend one that says less, or load fewer at a time");
    } else {
      problems_.push_back(
          file_problem(file.path, "the scenarios take more than " + most, "load fewer at a time"));
    }
  }

  void weigh() {
    std::size_t weight = 0;
    for (const auto& [name, draft] : drafts_) {
      weight += whole_weight(draft);
      if (weight > kMostWeight) return too_heavy(*files_[name], draft);
    }
  }

  /// With what it extends, as far as merge() follows that.
  std::size_t whole_weight(const ScenarioDraft& draft) const {
    auto weight = draft.weight;
    auto base = draft.extends;
    for (std::size_t bases = 0; base && bases < kMostBases; ++bases) {
      const auto found = drafts_.find(base->value);
      if (found == drafts_.end()) break;
      weight += found->second.weight;
      base = found->second.extends;
    }
    return weight;
  }

  Merged merge(const std::string& name) {
    const auto& draft = drafts_.at(name);
    ProblemSink sink(files_[name]->path, files_[name]->text, problems_);
    auto merged = inherited(name, draft, sink);
    merged.scenario.name = name;
    merged.scenario.description = draft.description;
    if (draft.profile) merged.scenario.profile = *draft.profile;
    if (draft.unmatched) merged.scenario.unmatched = *draft.unmatched;
    if (draft.why_in_body) merged.scenario.why_in_body = *draft.why_in_body;
    merge_tokens(draft, merged, sink);
    merge_meetings(draft, merged, sink);
    merge_stubs(draft, merged);
    merge_expectations(draft, merged, sink);
    merge_assertions(draft.assertions, merged.scenario.assertions);
    return merged;
  }

  Merged inherited(const std::string& name, const ScenarioDraft& draft, ProblemSink& sink) {
    if (!draft.extends) return {};
    Merged nothing;
    nothing.is_whole = false;
    const auto& base = draft.extends->value;
    if (!files_.contains(base)) {
      std::vector<std::string> names;
      for (const auto& [known, file] : files_) names.push_back(known);
      sink.error(draft.extends->span, "there is no scenario \"" + base + "\" to extend",
                 suggestion_hint(base, names));
      return nothing;
    }
    if (std::ranges::find(chain_, name) != chain_.end()) {
      std::string circle = name;
      for (auto link = chain_.rbegin(); *link != name; ++link) circle = *link + " -> " + circle;
      sink.error(draft.extends->span,
                 "scenarios extend each other in a circle: " + name + " -> " + circle);
      return nothing;
    }
    if (chain_.size() >= kMostBases) {
      sink.error(draft.extends->span,
                 "the chain of \"extends\" is longer than " + std::to_string(kMostBases));
      return nothing;
    }
    if (!drafts_.contains(base)) return nothing;  // its file is broken, and that is reported
    chain_.push_back(name);
    auto merged = merge(base);
    chain_.pop_back();
    return merged;
  }

  static void merge_tokens(const ScenarioDraft& draft, Merged& merged, ProblemSink& sink) {
    auto& scenario = merged.scenario;
    std::set<std::string_view> gone;
    for (const auto& [alias, span] : draft.removed_tokens) {
      if (merged.is_whole && scenario.find_token_by_alias(alias) == nullptr) {
        sink.unknown(span, "no token \"" + alias + "\" is inherited: nothing to remove", alias,
                     scenario.aliases());
      }
      gone.insert(alias);
    }
    std::set<std::string_view> taken_values;
    std::vector<Token> tokens;
    for (const auto& own : draft.tokens) {
      gone.insert(own.value.alias);
      taken_values.insert(own.value.value);
      tokens.push_back(own.value);
    }
    scenario.own_tokens = tokens.size();
    for (auto& theirs : scenario.tokens) {
      if (gone.contains(theirs.alias) || taken_values.contains(theirs.value)) continue;
      tokens.push_back(std::move(theirs));
    }
    scenario.tokens = std::move(tokens);
  }

  /// Ours come before theirs; one of ours replaces theirs of the same name.
  static void merge_stubs(const ScenarioDraft& draft, Merged& merged) {
    std::set<std::string_view> ours;
    for (const auto& stub : draft.stubs) ours.insert(stub.stub.name);
    std::erase_if(merged.stubs,
                  [&](const StubDraft* theirs) { return ours.contains(theirs->stub.name); });
    std::vector<const StubDraft*> stubs;
    for (const auto& stub : draft.stubs) stubs.push_back(&stub);
    merged.stubs.insert(merged.stubs.begin(), stubs.begin(), stubs.end());
  }

  static void merge_expectations(const ScenarioDraft& draft, Merged& merged, ProblemSink& sink) {
    auto& expectations = merged.scenario.expectations;
    std::set<std::string> inherited;
    for (const auto& theirs : expectations) inherited.insert(theirs.subject);
    std::set<std::string_view> gone;
    for (const auto& [subject, span] : draft.removed_expectations) {
      gone.insert(subject);
      if (inherited.contains(subject) || !merged.is_whole) continue;
      sink.error(span, "no expectation of \"" + subject + "\" is inherited: nothing to remove");
    }
    for (const auto& [ours, span] : draft.expectations) gone.insert(ours.subject);
    std::erase_if(expectations,
                  [&](const Expectation& theirs) { return gone.contains(theirs.subject); });
    for (const auto& [ours, span] : draft.expectations) expectations.push_back(ours);
  }

  static void merge_meetings(const ScenarioDraft& draft, Merged& merged, ProblemSink& sink) {
    auto& scenario = merged.scenario;
    for (const auto& [id, span] : draft.removed_meetings) {
      const bool inherited =
          id == "*" ? scenario.any_meeting.has_value() : scenario.meetings.contains(id);
      if (!inherited && merged.is_whole) {
        sink.error(span, "no meeting \"" + id + "\" is inherited: nothing to remove");
      }
      if (id == "*") scenario.any_meeting.reset();
      scenario.meetings.erase(id);
    }
    for (const auto& [id, meeting] : draft.meetings) {
      if (id == "*") {
        scenario.any_meeting = meeting;
      } else {
        scenario.meetings[id] = meeting;
      }
    }
  }

  /// What can be said only of the whole: names that must exist, stubs that nothing can reach.
  static void finish(const ScenarioDraft& draft, Merged& merged, ProblemSink& sink) {
    auto& scenario = merged.scenario;
    for (const auto* stub : merged.stubs) scenario.stubs.push_back(stub->stub);
    check_reach(draft, sink);
    if (!draft.stubs.empty()) check_patterns(scenario.stubs, draft.stubs.front().span, sink);
    if (!merged.is_whole) return;
    check_aliases(draft, scenario, sink);
    check_expectations(draft, scenario, sink);
    check_names(draft.assertions.names, scenario.aliases(), stub_names(scenario), sink);
    if (draft.examples) scenario.examples = read_examples(*draft.examples, scenario, sink);
  }

  static void check_aliases(const ScenarioDraft& draft, const Scenario& scenario,
                            ProblemSink& sink) {
    const auto aliases = scenario.aliases();
    const std::set<std::string_view> known(aliases.begin(), aliases.end());
    for (const auto& stub : draft.stubs) {
      for (const auto& [alias, span] : stub.token_aliases) {
        if (known.contains(alias)) continue;
        sink.unknown(span, "no token has the alias \"" + alias + "\"", alias, aliases);
      }
    }
  }

  /// Of its own stubs only: to come before inherited ones is what they are for.
  static void check_reach(const ScenarioDraft& draft, ProblemSink& sink) {
    for (const auto& [stub, by] : find_shadowed(draft.stubs)) {
      const auto& later = draft.stubs[stub];
      const auto& earlier = draft.stubs[by];
      sink.warning(later.span, "stub \"" + later.stub.name + "\" can never answer",
                   "\"" + earlier.stub.name + "\" at " + sink.position(earlier.span) +
                       " answers all of its requests");
    }
  }

  static std::vector<std::string> stub_names(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& stub : scenario.stubs) names.push_back(stub.name);
    return names;
  }

  static void check_expectations(const ScenarioDraft& draft, const Scenario& scenario,
                                 ProblemSink& sink) {
    auto subjects = stub_names(scenario);
    for (const auto& operation : operations()) subjects.emplace_back(operation.id);
    const std::set<std::string_view> known(subjects.begin(), subjects.end());
    for (const auto& [expectation, span] : draft.expectations) {
      if (known.contains(expectation.subject)) continue;
      sink.unknown(span, "no stub or operation is called \"" + expectation.subject + "\"",
                   expectation.subject, subjects);
    }
  }

  std::map<std::string, const ScenarioFile*> files_;
  std::map<std::string, ScenarioDraft> drafts_;
  std::vector<std::string> chain_;  ///< who is being merged, from the outside in
  bool are_too_heavy_ = false;      ///< then nothing is merged, and that is reported
  std::vector<Problem>& problems_;
};

}  // namespace

bool is_scenario_name(std::string_view name) {
  return !name.empty() && !name.starts_with('-') &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

LoadedScenarios load_scenarios(const std::vector<ScenarioFile>& files) {
  LoadedScenarios loaded;
  loaded.scenarios = Merger(files, loaded.bodies, loaded.problems).scenarios();
  sort_problems(loaded.problems);
  return loaded;
}

}  // namespace zoom_mock
