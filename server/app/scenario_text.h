#pragma once

#include <string>
#include <vector>

namespace zoom_mock {

/// A member of a scenario, and what comments say of it.
struct CommentedValue {
  std::vector<std::string> above;
  std::string key;    ///< empty: it is in a list
  std::string value;  ///< as JSON
  std::string behind = {};
};

/// A scenario on its way to a file.
struct ScenarioText {
  std::vector<std::string> head;       ///< comments
  std::vector<CommentedValue> plain;   ///< the keys that come first
  std::vector<CommentedValue> tokens;  ///< these and the others: left out when empty
  std::vector<CommentedValue> meetings;
  std::vector<CommentedValue> stubs;
  std::vector<CommentedValue> examples;
};

/// The text, laid out as scenarios are. Comments are shown as lines of printable ASCII.
std::string written(const ScenarioText& scenario);

}  // namespace zoom_mock
