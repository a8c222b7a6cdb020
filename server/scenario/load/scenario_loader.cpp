#include "server/scenario/load/scenario_loader.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "server/scenario/load/example_loader.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/pattern_check.h"
#include "server/scenario/load/scenario_draft.h"
#include "server/scenario/load/stub_reach.h"
#include "server/scenario/load/world_merge.h"
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
  bool is_whole = true;  ///< false: something it extends is missing or broken, and that is reported
};

class Merger {
 public:
  /// `bases` is null, or must outlive the merger.
  Merger(const std::vector<ScenarioFile>& files, const LoadedBases* bases,
         const WebhookHosts* hosts, BodyFiles& bodies, std::vector<Problem>& problems)
      : bases_(bases), problems_(problems) {
    for (const auto& file : files) files_[file.name] = &file;
    std::size_t weight = 0;
    for (const auto& [name, file] : files_) {
      if (!is_scenario_name(name)) {
        problems_.push_back(file_problem(file->path,
                                         "the scenario's name \"" + name + "\" is not kebab-case",
                                         "small letters, digits and '-'"));
      }
      auto draft = read_scenario_draft(*file, hosts, bodies, problems_);
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
      merged.scenario.is_inline = bases_ != nullptr;
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
    merged.scenario.name = draft.name ? draft.name->value : name;
    merged.scenario.description = draft.description;
    if (draft.profile) merged.scenario.profile = *draft.profile;
    if (draft.unmatched) merged.scenario.unmatched = *draft.unmatched;
    if (draft.rate_limits) merged.scenario.rate_limits = *draft.rate_limits;
    if (draft.why_in_body) merged.scenario.why_in_body = *draft.why_in_body;
    if (draft.max_page_size) merged.scenario.max_page_size = draft.max_page_size;
    if (draft.xml_errors) merged.scenario.xml_errors = *draft.xml_errors;
    if (draft.webhooks) merged.scenario.webhooks = *draft.webhooks;
    merged.scenario.weight += draft.weight;
    merge_world(draft, merged.is_whole, merged.scenario, sink);
    merge_stubs(draft, merged);
    merge_expectations(draft, merged, sink);
    merge_assertions(draft.assertions, merged.scenario.assertions);
    return merged;
  }

  Merged inherited(const std::string& name, const ScenarioDraft& draft, ProblemSink& sink) {
    if (!draft.extends) return bases_ == nullptr ? Merged{} : as_base(bases_->otherwise);
    Merged nothing;
    nothing.is_whole = false;
    const auto& base = draft.extends->value;
    if (bases_ != nullptr) {
      const auto loaded = bases_->scenarios.find(base);
      if (loaded != bases_->scenarios.end()) return as_base(*loaded->second);
    }
    if (bases_ != nullptr || !files_.contains(base)) {
      const auto names = known_names();
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

  /// What is inherited of a scenario that is loaded already.
  static Merged as_base(Scenario scenario) {
    scenario.examples.clear();
    return {std::move(scenario)};
  }

  std::vector<std::string> known_names() const {
    if (bases_ != nullptr) return names_of(bases_->scenarios);
    std::vector<std::string> names;
    for (const auto& [name, file] : files_) names.push_back(name);
    return names;
  }

  /// Ours come before theirs; one of ours replaces theirs of the same name.
  static void merge_stubs(const ScenarioDraft& draft, Merged& merged) {
    auto& stubs = merged.scenario.stubs;
    std::set<std::string_view> names;
    for (const auto& ours : draft.stubs) names.insert(ours.stub.name);
    std::erase_if(stubs, [&](const Stub& theirs) { return names.contains(theirs.name); });
    merged.scenario.own_stubs = draft.stubs.size();
    std::vector<Stub> ours;
    for (const auto& stub : draft.stubs) ours.push_back(stub.stub);
    stubs.insert(stubs.begin(), std::make_move_iterator(ours.begin()),
                 std::make_move_iterator(ours.end()));
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

  /// What can be said only of the whole: names that must exist, stubs that nothing can reach.
  static void finish(const ScenarioDraft& draft, Merged& merged, ProblemSink& sink) {
    auto& scenario = merged.scenario;
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

  const LoadedBases* bases_;
  std::map<std::string, const ScenarioFile*> files_;
  std::map<std::string, ScenarioDraft> drafts_;
  std::vector<std::string> chain_;  ///< who is being merged, from the outside in
  bool are_too_heavy_ = false;      ///< then nothing is merged, and that is reported
  std::vector<Problem>& problems_;
};

}  // namespace

std::optional<std::string> extended_by(const ScenarioFile& file) {
  const auto document = parse_json(file.text, JsonComments::kIgnored);
  const auto* const extends = document.root.find("extends");
  if (extends == nullptr || !extends->value.is_string()) return std::nullopt;
  return extends->value.text;
}

LoadedScenarios load_scenarios(const std::vector<ScenarioFile>& files, const WebhookHosts* hosts) {
  LoadedScenarios loaded;
  loaded.scenarios = Merger(files, nullptr, hosts, loaded.bodies, loaded.problems).scenarios();
  sort_problems(loaded.problems);
  return loaded;
}

LoadedScenario load_over(const ScenarioFile& file, const LoadedBases& bases) {
  LoadedScenario loaded;
  BodyFiles bodies;
  const std::vector<ScenarioFile> files = {file};
  auto scenarios = Merger(files, &bases, bases.hosts, bodies, loaded.problems).scenarios();
  sort_problems(loaded.problems);
  if (!has_errors(loaded.problems)) loaded.scenario = scenarios.at(file.name);
  return loaded;
}

}  // namespace zoom_mock
