#include "server/scenario/load/body_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = 1024UL * 1024;

/// The most bytes of one, and of all.
constexpr std::size_t kMostBytes = kMiB;
constexpr std::size_t kMostOfAll = 128 * kMiB;

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

bool is_what_it_was(const Body& now, const Body& then) {
  if (then.too_many > 0) return now.text != nullptr && now.text->size() == then.too_many;
  if (now.text == nullptr || then.text == nullptr) {
    return now.text == then.text && now.failure == then.failure;
  }
  return *now.text == *then.text;
}

}  // namespace

const Body& BodyFiles::read(const BodyName& name) {
  const auto [place, is_new] = bodies_.try_emplace(name);
  auto& body = place->second;
  if (!is_new) return body;
  body = read_anew(name);
  const auto bytes = body.text == nullptr ? 0 : body.text->size();
  if (bytes <= kMostOfAll - bytes_) {
    bytes_ += bytes;
  } else {
    body = {nullptr,
            "with \"" + name.name + "\" the body files of all scenarios have more than " +
                std::to_string(kMostOfAll / kMiB) + " MiB",
            bytes};
  }
  return body;
}

bool BodyFiles::have_changed() const {
  return std::ranges::any_of(bodies_, [](const auto& body) {
    return !is_what_it_was(read_anew(body.first), body.second);
  });
}

std::vector<fs::path> BodyFiles::paths() const {
  std::vector<fs::path> paths;
  for (const auto& [body, text] : bodies_) paths.push_back(body.folder / body.name);
  return paths;
}

}  // namespace zoom_mock
