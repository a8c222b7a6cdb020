#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "server/http/multipart.h"

namespace zoom_mock {

/// What is parsed, and what is made of it.
struct Row {
  std::string input;
  std::string expected;
};

inline constexpr std::string_view kType = "multipart/form-data; boundary=B";

inline std::string disposition(const std::string& name) {
  return "Content-Disposition: form-data; name=\"" + name + "\"\r\n";
}

/// One part of the boundary B, with the delimiter before it and the line break after it.
inline std::string part(const std::string& headers, const std::string& content) {
  return "--B\r\n" + headers + "\r\n" + content + "\r\n";
}

inline std::string field(const std::string& name, const std::string& content) {
  return part(disposition(name), content);
}

inline Multipart parse_form(const std::string& parts) {
  return parse_multipart(kType, parts + "--B--\r\n");
}

/// The body's only part, taken apart without a defect.
inline Part parse_one(const std::string& headers, const std::string& content = "v") {
  const auto result = parse_form(part(headers, content));
  CHECK(result.explanation == "");
  REQUIRE(result.parts.size() == 1);
  return result.parts[0];
}

using Strings = std::vector<std::string>;

/// As one text, which doctest prints when it differs.
inline std::string joined(const Strings& texts) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : " | ") + text;
  return result;
}

inline std::string fields_of(const Multipart& result) {
  Strings fields;
  for (const auto& each : result.parts) fields.push_back(each.name + "=" + each.content);
  return joined(fields);
}

}  // namespace zoom_mock
