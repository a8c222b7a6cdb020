#include "server/http/header_value.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/http/grammar.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// Takes the quoted string off the front of `text`; nothing when it never ends.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return value;
    }
    // Browsers send other backslashes as they are: filename="C:\dir\a.txt".
    const bool escapes =
        text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
    if (escapes) ++i;
    value += text[i];
  }
  return std::nullopt;
}

/// Where the first element of a list ends: a quote that is never closed goes on to the list's end.
std::size_t element_end(std::string_view list) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '"') in_quotes = !in_quotes;
    if (!in_quotes && list[i] == ',') return i;
    if (in_quotes && list[i] == '\\') ++i;
  }
  return list.size();
}

}  // namespace

const Parameter* HeaderValue::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(parameters, [&](const auto& each) { return iequals(each.name, name); });
  return found == parameters.end() ? nullptr : &*found;
}

std::vector<std::string_view> list_elements(std::string_view list) {
  std::vector<std::string_view> elements;
  while (!list.empty()) {
    const auto end = element_end(list);
    const auto element = trim(list.substr(0, end));
    if (!element.empty()) elements.push_back(element);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return elements;
}

std::string_view media_type(std::string_view content_type) {
  return trim(content_type.substr(0, content_type.find(';')));
}

std::vector<std::string> usual_media_types() {
  return {"application/json",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "application/xml",
          "multipart/form-data",
          "multipart/mixed",
          "text/html",
          "text/plain",
          "text/xml"};
}

Credentials parse_credentials(std::string_view authorization) {
  const auto space = authorization.find(' ');
  if (space == std::string_view::npos) return {authorization, {}};
  return {authorization.substr(0, space), trim(authorization.substr(space))};
}

HeaderValue parse_header_value(std::string_view text) {
  HeaderValue result;
  auto semicolon = text.find(';');
  result.kind = trim(text.substr(0, semicolon));
  while (semicolon != std::string_view::npos) {
    text = trim(text.substr(semicolon + 1));
    const auto end = std::ranges::find_if(text, [](char c) { return c == ';' || c == '='; });
    const auto mark = end == text.end() ? text.npos : static_cast<std::size_t>(end - text.begin());
    if (mark == std::string_view::npos || text[mark] == ';') {  // no "=": says nothing
      semicolon = mark;
      continue;
    }
    Parameter parameter{trim(text.substr(0, mark)), {}, false};
    text = trim(text.substr(mark + 1));
    if (text.starts_with('"')) {
      auto value = take_quoted(text);
      semicolon = text.find(';');
      if (!value) {
        result.problem = "has an unclosed quote";
        return result;
      }
      if (!trim(text.substr(0, semicolon)).empty()) {
        result.problem = "has text after a closing quote (a quote inside is written \\\")";
        return result;
      }
      parameter.value = std::move(*value);
      parameter.in_quotes = true;
    } else {
      semicolon = text.find(';');
      parameter.value = trim(text.substr(0, semicolon));
    }
    result.parameters.push_back(std::move(parameter));
  }
  return result;
}

std::string decode_extended(std::string_view value) {
  const auto charset_end = value.find('\'');
  if (charset_end == std::string_view::npos) return std::string(value);
  const auto language_end = value.find('\'', charset_end + 1);
  if (language_end == std::string_view::npos) return std::string(value);
  return percent_decode(value.substr(language_end + 1));
}

}  // namespace zoom_mock
