#include "server/commands/process.h"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace zoom_mock {

namespace {

constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:@_";

}  // namespace

std::size_t raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::numeric_limits<std::size_t>::max();
  // macOS names no limit and then takes none above OPEN_MAX.
  for (const rlim_t wanted : {limit.rlim_max, rlim_t{65'536}, rlim_t{10'240}}) {
    const rlimit raised{wanted, limit.rlim_max};
    if (wanted <= limit.rlim_cur || setrlimit(RLIMIT_NOFILE, &raised) != 0) continue;
    limit = raised;
    break;
  }
  return std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<std::size_t>::max());
}

std::string shell_word(std::string_view text) {
  if (!text.empty() && text.find_first_not_of(kPlain) == text.npos) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += R"('\'')";  // end the quotes, an escaped one, begin again
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace zoom_mock
