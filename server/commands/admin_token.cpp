#include "server/commands/admin_token.h"

#include <cstddef>

#include "server/base/file.h"
#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostTokenBytes = 4096;

}  // namespace

std::string objection_to_token(const std::string& token) {
  if (token.empty()) return "a token cannot be empty";
  if (is_bearer_token(token)) return {};
  return "a token consists of letters, digits and -._~+/, with = at its end, and this one does not";
}

std::string read_token(const std::filesystem::path& file) {
  auto token = read_file(file, kMostTokenBytes);
  if (token.ends_with('\n')) token.pop_back();
  if (token.ends_with('\r')) token.pop_back();
  return token;
}

}  // namespace zoom_mock
