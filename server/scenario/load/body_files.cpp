#include "server/scenario/load/body_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// The most bytes of one.
constexpr std::size_t kMostBytes = 1024UL * 1024;

/// Reads a file inside the scenario's folder; links may not lead out of it.
Body read_anew(const BodyName& body) {
  const auto quoted = '"' + body.name + '"';
  std::error_code error;
  const auto root = fs::weakly_canonical(body.folder, error);
  const auto path = error ? fs::path() : fs::weakly_canonical(root / body.name, error);
  const auto inside = path.lexically_relative(root);
  if (error || inside.empty() || *inside.begin() == ".." || inside == ".") {
    return {nullptr, quoted + " is not inside the scenario's folder"};
  }
  auto [bytes, failure] = try_read_file(path, kMostBytes);
  if (failure.empty()) return {std::make_shared<const std::string>(std::move(bytes)), {}};
  return {nullptr, "cannot read " + quoted + " in the scenario's folder: " + failure};
}

bool are_same(const Body& one, const Body& other) {
  if (one.text == nullptr || other.text == nullptr) {
    return one.text == other.text && one.failure == other.failure;
  }
  return *one.text == *other.text;
}

}  // namespace

const Body& BodyFiles::read(const BodyName& name) {
  const auto [place, is_new] = bodies_.try_emplace(name);
  if (is_new) place->second = read_anew(name);
  return place->second;
}

bool BodyFiles::have_changed() const {
  return std::ranges::any_of(
      bodies_, [](const auto& body) { return !are_same(read_anew(body.first), body.second); });
}

std::vector<fs::path> BodyFiles::paths() const {
  std::vector<fs::path> paths;
  for (const auto& [body, text] : bodies_) paths.push_back(body.folder / body.name);
  return paths;
}

}  // namespace zoom_mock
