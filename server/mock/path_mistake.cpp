#include "server/mock/path_mistake.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/http/grammar.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kVersion = "/v2";
constexpr std::string_view kVersionTwice = "/v2/v2/";

/// How one mistake is undone. What has no such mistake stays as it is.
struct Mending {
  Violation violation;
  std::string_view why;
  std::string (*mended)(std::string_view path);
};

std::string without_last_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

std::string without_doubled_slashes(std::string_view path) {
  std::string mended(path);
  const auto are_slashes = [](char a, char b) { return a == '/' && b == '/'; };
  mended.erase(std::unique(mended.begin(), mended.end(), are_slashes), mended.end());
  return mended;
}

std::string with_version(std::string_view path) {
  return path.starts_with("/v2/") ? std::string(path) : std::string(kVersion).append(path);
}

std::string without_version(std::string_view path) {
  if (path.starts_with("/v2/oauth/")) path.remove_prefix(kVersion.size());
  return std::string(path);
}

std::string with_version_once(std::string_view path) {
  if (path.starts_with(kVersionTwice)) path.remove_prefix(kVersion.size());
  return std::string(path);
}

constexpr std::array kMendings = {
    Mending{Violation::kPathSlashAtEnd, "ends in a slash", without_last_slash},
    Mending{Violation::kPathSlashDoubled, "has two slashes in a row", without_doubled_slashes},
    Mending{Violation::kPathVersionDoubled, "has /v2 twice", with_version_once},
    Mending{Violation::kPathVersionMissing, "does not begin with /v2", with_version},
    Mending{Violation::kEndpointUnknown, "begins with /v2, which the one that exists does not",
            without_version},
    Mending{Violation::kPathDoubleEncoded, "is percent-encoded where nothing has to be",
            percent_decode},
    Mending{Violation::kPathLetterCase, "is written in other letters, and case counts", lower_case},
};

}  // namespace

std::optional<PathMistake> mistake_in_path(std::string_view path,
                                           const std::function<bool(std::string_view)>& exists) {
  for (const auto& [violation, why, mend] : kMendings) {
    auto mended = mend(path);
    if (mended != path && exists(mended)) {
      return PathMistake{violation, std::string(why), std::move(mended)};
    }
  }
  return std::nullopt;
}

}  // namespace zoom_mock
