#include "server/zoom/error_body.h"

#include <utility>

#include "server/base/json_source.h"
#include "server/base/json_text.h"
#include "server/base/number.h"
#include "server/base/xml_text.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kXmlDeclaration =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kCodeTag = "<code>";

std::string element(std::string_view name, std::string_view content) {
  const std::string tag(name);
  return "<" + tag + ">" + std::string(content) + "</" + tag + ">";
}

std::optional<std::int64_t> code_in_xml(std::string_view body) {
  const auto tag = body.find(kCodeTag);
  if (tag == body.npos) return std::nullopt;
  const auto content = body.substr(tag + kCodeTag.size());
  const auto code = whole_number_in(content.substr(0, content.find("</code>")));
  if (!code || !std::in_range<std::int64_t>(*code)) return std::nullopt;
  return static_cast<std::int64_t>(*code);
}

}  // namespace

std::string error_as_json(const ErrorBody& body) {
  auto text =
      R"({"code":)" + std::to_string(body.code) + R"(,"message":)" + json_string(body.message);
  for (const auto& error : body.errors) {
    text += &error == &body.errors.front() ? R"(,"errors":[)" : ",";
    text += R"({"field":)" + json_string(error.field) + R"(,"message":)" +
            json_string(error.message) + "}";
  }
  return text + (body.errors.empty() ? "}" : "]}");
}

std::string error_as_xml(const ErrorBody& body) {
  auto content =
      element("code", std::to_string(body.code)) + element("message", xml_text(body.message));
  for (const auto& error : body.errors) {
    content += element("errors", element("field", xml_text(error.field)) +
                                     element("message", xml_text(error.message)));
  }
  return std::string(kXmlDeclaration) + element(body.errors.empty() ? "error" : "result", content);
}

std::optional<std::int64_t> code_in(std::string_view body, std::size_t most_values) {
  if (body.starts_with("<?xml")) return code_in_xml(body);
  const auto read = parse_json(body, JsonComments::kRefused, most_values);
  if (read.syntax_error) return std::nullopt;
  const auto* const code = read.root.find("code");
  if (code == nullptr || !code->value.is_integer()) return std::nullopt;
  return code->value.integer;
}

}  // namespace zoom_mock
