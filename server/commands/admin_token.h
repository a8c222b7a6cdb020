#pragma once

#include <filesystem>
#include <string>

namespace zoom_mock {

/// Holds the token of the admin API when no option does.
inline constexpr const char* kAdminTokenVariable = "ZOOM_MOCK_ADMIN_TOKEN";

/// What is wrong with such a token, without showing it; empty when it is right.
std::string objection_to_token(const std::string& token);

/// The token that a file holds, in one line; whether it is right is not looked at. Errors: throws
/// std::runtime_error that names the file.
std::string read_token(const std::filesystem::path& file);

}  // namespace zoom_mock
