#include "server/base/json_layout.h"

#include <nlohmann/json.hpp>

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kColumns = 100;
constexpr std::size_t kStep = 2;

std::string scalar(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The members of a value on one line; those that are too many are not all looked at.
class Line {
 public:
  explicit Line(std::size_t room) : room_(room) {}

  void add(const Json& value) {
    if (text_.size() > room_) return;
    if (!value.is_structured() || value.empty()) {
      text_ += scalar(value);
      return;
    }
    text_ += value.is_object() ? "{ " : "[";
    const char* separator = "";
    for (const auto& [key, member] : value.items()) {
      text_ += separator;
      if (value.is_object()) text_ += scalar(key) + ": ";
      add(member);
      if (text_.size() > room_) return;
      separator = ", ";
    }
    text_ += value.is_object() ? " }" : "]";
  }

  bool fits() const { return text_.size() <= room_; }
  const std::string& text() const { return text_; }

 private:
  std::size_t room_;
  std::string text_;
};

void lay_out(const Json& value, std::size_t indent, std::size_t column, std::string& text) {
  Line line(column < kColumns ? kColumns - column : 0);
  line.add(value);
  if (line.fits() || !value.is_structured() || value.empty()) {
    text += line.fits() ? line.text() : scalar(value);
    return;
  }
  text += value.is_object() ? '{' : '[';
  const char* separator = "\n";
  for (const auto& [key, member] : value.items()) {
    text += separator + std::string(indent + kStep, ' ');
    const auto name = value.is_object() ? scalar(key) + ": " : std::string();
    text += name;
    lay_out(member, indent + kStep, indent + kStep + name.size() + 1, text);
    separator = ",\n";
  }
  text += '\n' + std::string(indent, ' ') + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string laid_out(const Json& value, std::size_t indent) {
  std::string text;
  lay_out(value, indent, indent, text);
  return text;
}

}  // namespace zoom_mock
