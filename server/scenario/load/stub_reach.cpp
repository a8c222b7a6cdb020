#include "server/scenario/load/stub_reach.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace zoom_mock {

namespace {

using Condition = std::pair<std::string_view, std::string_view>;

constexpr Condition kAnyOperationAtAll = {"operation", kAnyOperation};

/// Whether a stub leaves nothing to the ones below it that ask for the same and more.
bool answers_always(const Stub& stub) {
  return !stub.when.call && !stub.when.even_call && !stub.times &&
         stub.after_last != AfterLast::kFallThrough &&
         std::ranges::all_of(stub.replies, &Reply::answers);
}

/// Whether every request that `later` matches is matched by `earlier` too.
bool covers(const StubDraft& earlier, const StubDraft& later) {
  return std::ranges::all_of(earlier.conditions, [&](const Condition& condition) {
    const auto twin = later.conditions.find(std::string(condition.first));
    if (twin == later.conditions.end()) return false;
    return twin->second == condition.second || condition == kAnyOperationAtAll;
  });
}

/// Files each stub under its rarest condition, so that of ten thousand stubs only the few that
/// share a condition are compared.
class Shadows {
 public:
  explicit Shadows(const std::vector<StubDraft>& stubs) : stubs_(stubs) {
    for (const auto& stub : stubs) {
      for (const auto& condition : stub.conditions) ++shelves_[condition].uses;
    }
  }

  void file(std::size_t stub) {
    const auto uses = [&](const Condition& condition) { return shelves_.at(condition).uses; };
    const auto& conditions = stubs_[stub].conditions;
    const auto rarest = std::ranges::min_element(conditions, {}, uses);
    if (rarest != conditions.end()) shelves_.at(*rarest).stubs.push_back(stub);
  }

  /// The first filed stub that covers this one.
  std::optional<std::size_t> first_over(std::size_t stub) const {
    std::optional<std::size_t> first;
    const auto look_at = [&](const Condition& condition) {
      const auto shelf = shelves_.find(condition);
      if (shelf == shelves_.end()) return;
      const auto& candidates = shelf->second.stubs;
      const auto found = std::ranges::find_if(
          candidates, [&](std::size_t earlier) { return covers(stubs_[earlier], stubs_[stub]); });
      if (found != candidates.end()) first = std::min(*found, first.value_or(*found));
    };
    for (const auto& condition : stubs_[stub].conditions) look_at(condition);
    look_at(kAnyOperationAtAll);
    return first;
  }

 private:
  struct Shelf {
    std::size_t uses = 0;
    std::vector<std::size_t> stubs;  ///< in file order
  };

  const std::vector<StubDraft>& stubs_;
  std::map<Condition, Shelf> shelves_;
};

}  // namespace

std::vector<Shadowed> find_shadowed(const std::vector<StubDraft>& stubs) {
  std::vector<Shadowed> shadowed;
  Shadows shadows(stubs);
  for (std::size_t i = 0; i < stubs.size(); ++i) {
    if (const auto earlier = shadows.first_over(i)) {
      shadowed.push_back({i, *earlier});
    } else if (answers_always(stubs[i].stub)) {
      shadows.file(i);
    }
  }
  return shadowed;
}

}  // namespace zoom_mock
