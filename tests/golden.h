#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace zoom_mock {

/// The folder tests/ of the sources.
inline std::filesystem::path tests_folder() { return ZOOM_MOCK_TESTS_DIR; }

/// Compares a text with a file, whole. With ZOOM_MOCK_GOLDEN=rewrite in the environment
/// (`make golden`) the text becomes the file instead: read the diff before committing.
inline void check_file(const std::filesystem::path& path, std::string_view text) {
  CAPTURE(path.string());
  const char* const mode = std::getenv("ZOOM_MOCK_GOLDEN");
  if (mode != nullptr && std::string_view(mode) == "rewrite") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << text;
    REQUIRE(file.flush());
    return;
  }
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, "there is no such golden file; `make golden` writes it");
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  CHECK(text == golden);
}

/// The same for tests/golden/<name>.
inline void check_golden(const std::string& name, std::string_view text) {
  check_file(tests_folder() / "golden" / name, text);
}

}  // namespace zoom_mock
