#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace zoom_mock {

/// The key of granted tokens that a file holds, byte for byte; empty: there is no file, and each
/// server draws its own. Errors: throws std::runtime_error that names the file and what is wrong.
std::string read_token_key(const std::optional<std::filesystem::path>& file);

}  // namespace zoom_mock
