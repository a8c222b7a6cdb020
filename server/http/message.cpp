#include "server/http/message.h"

#include <algorithm>
#include <utility>

#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

/// A message seldom has more.
constexpr std::size_t kUsualFields = 8;

}  // namespace

void Headers::add(std::string name, std::string value) {
  if (fields_.empty()) fields_.reserve(kUsualFields);
  fields_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string_view name, std::string value) {
  Header replacement{std::string(name), std::move(value)};  // `name` may view an erased field
  std::erase_if(fields_,
                [&](const Header& field) { return iequals(field.name, replacement.name); });
  fields_.push_back(std::move(replacement));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) values.emplace_back(field.value);
  }
  return values;
}

std::string request_id(std::uint64_t number) { return "req-" + std::to_string(number); }

void write_explanation(Response& response, std::string request_id) {
  const auto& explanation = response.explanation;
  auto& headers = response.headers;
  headers.set("X-Zoom-Mock-Outcome", explanation_line(explanation.outcome_text()));
  if (!explanation.why.empty()) {
    headers.set("X-Zoom-Mock-Why", explanation_line(explanation.why));
  }
  std::string names;
  for (const auto violation : explanation.violations.list()) {
    names.append(names.empty() ? "" : ", ").append(violation_name(violation));
  }
  if (!names.empty()) headers.set("X-Zoom-Mock-Violation", explanation_line(names));
  const auto notes = joined(explanation.notes, "; ");
  if (!notes.empty()) headers.set("X-Zoom-Mock-Note", explanation_line(notes));
  if (!response.session.empty()) {
    headers.set("X-Zoom-Mock-Session", explanation_line(response.session));
  }
  if (request_id.empty()) return;
  headers.set("X-Zoom-Mock-Request-Id", std::move(request_id));
}

std::vector<std::string> usual_methods() {
  return {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
}

std::string shown_method(std::string_view method) {
  const auto usual = usual_methods();
  const auto is_usual = [&](const std::string& each) { return iequals(each, method); };
  return std::ranges::any_of(usual, is_usual) ? std::string(method) : masked(method);
}

}  // namespace zoom_mock
