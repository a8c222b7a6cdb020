#include "server/app/token_key.h"

#include <cstddef>
#include <stdexcept>

#include "server/base/explanation.h"
#include "server/base/file.h"
#include "server/base/shell_word.h"

namespace zoom_mock {

namespace {

/// As long as the digest that it keys (RFC 2104 3).
constexpr std::size_t kLeastKeyBytes = 32;
constexpr std::size_t kMostKeyBytes = 4096;

}  // namespace

std::string read_token_key(const std::optional<std::filesystem::path>& file) {
  if (!file) return {};
  auto key = read_file(*file, kMostKeyBytes);
  if (key.size() >= kLeastKeyBytes) return key;
  throw std::runtime_error(
      "the token key " + file->string() + " has " + counted(key.size(), "byte") + ", and needs " +
      std::to_string(kLeastKeyBytes) + ": head -c " + std::to_string(kLeastKeyBytes) +
      " /dev/urandom > " + shell_word(file->string()));
}

}  // namespace zoom_mock
