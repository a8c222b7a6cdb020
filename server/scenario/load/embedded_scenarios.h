#pragma once

#include <span>
#include <string_view>

namespace zoom_mock {

/// One file of scenarios/ as it stood when the binary was built.
struct EmbeddedScenario {
  std::string_view name;  ///< the file's name without ".json"
  std::string_view text;  ///< the whole file, untouched
};

/// The shipped scenarios, sorted by name. They live as long as the program.
std::span<const EmbeddedScenario> embedded_scenarios();

}  // namespace zoom_mock
