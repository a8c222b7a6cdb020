#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/violation.h"

namespace zoom_mock {

/// What somebody did who sent a path that is nearly one that exists.
struct PathMistake {
  Violation violation;
  std::string why;    ///< to follow the path: "ends in a slash"
  std::string meant;  ///< the path that exists
};

/// `path` as on the wire; `exists` says of a path whether anything may answer it.
std::optional<PathMistake> mistake_in_path(std::string_view path,
                                           const std::function<bool(std::string_view)>& exists);

}  // namespace zoom_mock
