#pragma once

#include <memory>

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class FormatterBase;
}

namespace zoom_mock {

/// The group of the positionals that come after "--".
inline constexpr const char* kAfterDashes = "After --";

/// Lays out what --help prints. CLI11's own layout is another one from 2.5 on.
std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace zoom_mock
