#include "server/scenario/load/world_merge.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoom_mock {

namespace {

void merge_tokens(const ScenarioDraft& draft, bool is_whole, Scenario& scenario,
                  ProblemSink& sink) {
  std::set<std::string_view> gone;
  for (const auto& [alias, span] : draft.removed_tokens) {
    if (is_whole && scenario.find_token_by_alias(alias) == nullptr) {
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

void merge_meetings(const ScenarioDraft& draft, bool is_whole, Scenario& scenario,
                    ProblemSink& sink) {
  for (const auto& [id, span] : draft.removed_meetings) {
    const bool inherited =
        id == "*" ? scenario.any_meeting.has_value() : scenario.meetings.contains(id);
    if (!inherited && is_whole) {
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

}  // namespace

void merge_world(const ScenarioDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink) {
  merge_tokens(draft, is_whole, scenario, sink);
  merge_clients(draft.clients, scenario.clients);
  merge_oauth(draft.oauth, is_whole, scenario, sink);
  merge_meetings(draft, is_whole, scenario, sink);
  merge_users(draft.users, is_whole, scenario, sink);
  merge_registrants(draft.registrants, is_whole, scenario, sink);
  merge_recordings(draft.recordings, is_whole, scenario, sink);
}

}  // namespace zoom_mock
