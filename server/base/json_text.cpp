#include "server/base/json_text.h"

#include <nlohmann/json.hpp>

namespace zoom_mock {

std::string json_string(std::string_view text) {
  using nlohmann::json;
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace zoom_mock
