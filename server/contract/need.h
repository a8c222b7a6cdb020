#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// The shipped scenario whose world has all that rows of the contract need.
inline constexpr std::string_view kContractScenario = "contract";

/// What a row of the contract needs of the server that it is sent to: a token, or the id of what is
/// in a certain state. Of another server, only the owner of the account can name one.
struct Need {
  enum class Kind { kToken, kId, kUuid, kUser, kFile };

  Kind kind;
  std::string_view name;   ///< in braces, it stands in the requests of rows: {started-meeting}
  std::string_view what;   ///< to follow "needs"
  std::string_view value;  ///< what has it in kContractScenario
};

std::span<const Need> needs();
/// Null when there is none of that name.
const Need* find_need(std::string_view name);

/// The values of needs, by name.
using Given = std::map<std::string, std::string, std::less<>>;

/// Those of kContractScenario: all.
Given given_by_scenario();

/// The names in braces in a text.
std::vector<std::string> needs_in(std::string_view text);

/// A text with the values in the place of the names in braces. Those that are not given stay.
std::string with_given(std::string_view text, const Given& given);

/// The other way round: no value is left in the text. Longer values first.
std::string without_given(std::string text, const Given& given);

}  // namespace zoom_mock
