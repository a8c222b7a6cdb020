#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// What an operation demands of a body field.
struct FieldRule {
  std::string_view name;
  std::size_t max_bytes;  ///< 0: no limit is documented
  bool required;
  bool is_uri;
};

/// One operation of Zoom's API.
struct Operation {
  std::string_view id;     ///< Zoom's operationId
  std::string_view title;  ///< as Zoom's reference prints it
  std::string_view method;
  std::string_view path;
  std::string_view id_name;                  ///< the path parameter as Zoom's messages spell it
  std::span<const std::string_view> scopes;  ///< one of them is enough
  std::span<const FieldRule> fields;
  std::string_view source;
};

std::span<const Operation> operations();

/// Null when no operation has that id.
const Operation* find_operation(std::string_view id);

/// Where a request goes.
struct Route {
  const Operation* operation = nullptr;  ///< null: no operation has this path and method
  std::string meeting_id;                ///< decoded; empty when the path has none
  std::vector<std::string> allowed;      ///< the methods of this path when the method is wrong
};

/// `path` as on the wire, without its query. A path that leaves its id out, or empty, still
/// belongs to its operation.
Route find_route(std::string_view method, std::string_view path);

}  // namespace zoom_mock
