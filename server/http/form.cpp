#include "server/http/form.h"

#include <algorithm>

#include "server/base/explanation.h"
#include "server/base/source_text.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/multipart.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// A body may repeat a key a hundred thousand times; a person reads a few.
constexpr std::size_t kMostNotes = 10;

constexpr int kMostLevels = 4;

/// A first delimiter line and the name of the header after it.
constexpr std::size_t kLongestDelimiter = 200;

/// Says of a broken body that it is no such thing as its Content-Type calls it, when it is.
void blame_label(std::string_view body, std::string_view labelled, Form& form) {
  const auto seems = appearance_of(body);
  if (seems.empty() || seems == labelled) return;
  form.violations = Violations(Violation::kBodyMislabelled);
  form.defect = "the body begins as " + std::string(seems) + " does, and Content-Type calls it " +
                std::string(labelled);
}

Violation violation_of(MultipartDefect defect) {
  if (defect == MultipartDefect::kTooManyParts) return Violation::kBodyTooLarge;
  if (defect == MultipartDefect::kNoBoundary) return Violation::kBoundaryMissing;
  if (defect == MultipartDefect::kBoundaryAbsent) return Violation::kBoundaryNotInBody;
  return Violation::kMultipartMalformed;
}

void read_multipart(std::string_view content_type, std::string_view body, Form& form) {
  auto multipart = parse_multipart(content_type, body);
  form.kind = FormKind::kMultipart;
  form.notes = std::move(multipart.notes);
  if (multipart.defect != MultipartDefect::kNone) {
    form.violations.add(body.empty() ? Violation::kBodyMissing : violation_of(multipart.defect));
    form.defect = std::move(multipart.explanation);
    blame_label(body, "a multipart form", form);
  }
  form.entries.reserve(multipart.parts.size());
  for (auto& part : multipart.parts) {
    if (form.find(part.name) != nullptr) form.violations.add(Violation::kFieldRepeated);
    form.entries.push_back(
        {std::move(part.name), std::move(part.content), std::move(part.filename), true});
  }
}

/// Members of a member are fields of their own, named by both: settings.layout. No operation has
/// any that lie deeper than `levels`.
void add_members(const JsonNode& object, const std::string& prefix, int levels,
                 std::string_view body, Form& form) {
  for (const auto& member : object.members) {
    const auto& value = member.value;
    // A key with a dot is no path: Zoom would not take it for one.
    const bool is_dotted = member.key.find('.') != member.key.npos;
    const auto name = prefix + (is_dotted ? "[" + member.key + "]" : member.key);
    if (levels > 1 && value.is_object() && !value.members.empty()) {
      form.entries.push_back({name, {}, std::nullopt, false, true});
      add_members(value, name + ".", levels - 1, body, form);
      continue;
    }
    const bool is_word = value.is_boolean() || value.is_null();
    const auto written = body.substr(value.span.offset, value.span.length);
    form.entries.push_back(
        {name, is_word ? std::string(written) : value.text, std::nullopt, value.is_string()});
  }
}

void read_json(std::string_view body, Form& form) {
  form.kind = FormKind::kJson;
  auto document = parse_json(body, JsonComments::kRefused, kMostJsonValues);
  if (document.has_too_many_values) {
    form.violations.add(Violation::kBodyTooLarge);
    form.defect = "the JSON body has more than " + std::to_string(kMostJsonValues) + " values";
    return;
  }
  if (document.syntax_error) {
    const auto place = locate(body, document.syntax_error->span);
    // Without the parser's words: they quote the body, which may hold a secret.
    form.defect = body.empty() ? "the JSON body is empty"
                               : "the JSON body is broken at " + std::to_string(place.line) + ":" +
                                     std::to_string(place.column);
    form.violations.add(body.empty() ? Violation::kBodyMissing : Violation::kJsonMalformed);
    blame_label(body, "JSON", form);
    return;
  }
  if (!document.root.is_object()) {
    form.violations.add(Violation::kJsonNotObject);
    form.defect =
        "the JSON body is " + std::string(document.root.kind_name()) + "; it must be an object";
    return;
  }
  for (const auto& duplicate : document.duplicate_keys) {
    form.violations.add(Violation::kFieldRepeated);
    if (form.notes.size() >= kMostNotes) break;
    const auto place = locate(body, duplicate.span);
    form.notes.push_back("the JSON body repeats a key at " + std::to_string(place.line) + ":" +
                         std::to_string(place.column) + ": the first one counts");
  }
  add_members(document.root, "", kMostLevels, body, form);
  form.json = std::move(document.root);
}

/// No operation takes it, but the token endpoint does, and people want to see what was sent.
void read_urlencoded(const std::string& body, Form& form) {
  blame_label(body, "a URL-encoded form", form);
  if (form.violations.has(Violation::kBodyMislabelled)) return;
  for (auto& [name, value] : query_parameters({.path = {}, .query = body})) {
    if (form.entries.size() == kMostJsonValues) break;
    form.entries.push_back({std::move(name), std::move(value), std::nullopt, true});
  }
}

}  // namespace

std::string_view appearance_of(std::string_view body) {
  const auto begin = body.substr(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
  if (begin.starts_with('{') || begin.starts_with('[')) return "JSON";
  if (begin.starts_with("--") && begin.find("Content-Disposition") < kLongestDelimiter) {
    return "a multipart form";
  }
  const auto name = begin.substr(0, begin.find('='));
  return name.size() < begin.size() && is_token(name) ? "a URL-encoded form" : "";
}

const JsonNode* Form::json_at(std::string_view name) const {
  const auto* node = json ? &*json : nullptr;
  while (node != nullptr && !name.empty()) {
    const auto dot = std::min(name.find('.'), name.size());
    node = node->value_of(name.substr(0, dot));
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return node;
}

const FormField* Form::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      entries, [&](const FormField& entry) { return entry.name == name && !entry.filename; });
  return found == entries.end() ? nullptr : &*found;
}

std::size_t Form::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      entries, [&](const FormField& entry) { return entry.name == name && !entry.filename; }));
}

std::vector<std::string> Form::names() const {
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    if (entry.has_members) continue;
    if (std::ranges::find(names, entry.name) == names.end()) names.push_back(entry.name);
    if (names.size() > kMaxParts) break;
  }
  return names;
}

Form read_form(const Request& request) {
  Form form;
  const auto content_type = request.headers.find("Content-Type");
  if (!content_type && request.body.empty()) return form;
  const auto type = media_type(content_type.value_or(""));
  const auto coding = request.headers.find("Content-Encoding").value_or("identity");
  if (!iequals(trim(coding), "identity")) {
    form.kind = FormKind::kUnsupported;
    form.violations.add(Violation::kBodyCompressed);
    form.defect = "the body is compressed (Content-Encoding: " +
                  known_or_masked(coding, {"gzip", "deflate", "br", "zstd", "compress"}) +
                  "); send it uncompressed";
  } else if (iequals(type, "multipart/form-data")) {
    read_multipart(*content_type, request.body, form);
  } else if (iequals(type, "application/json")) {
    read_json(request.body, form);
  } else {
    form.kind = FormKind::kUnsupported;
    form.violations.add(content_type ? Violation::kContentTypeUnsupported
                                     : Violation::kContentTypeMissing);
    form.defect = content_type ? "Content-Type " + known_or_masked(type, usual_media_types()) +
                                     " is neither multipart/form-data nor application/json"
                               : "the request has a body but no Content-Type";
    if (iequals(type, "application/x-www-form-urlencoded")) read_urlencoded(request.body, form);
  }
  return form;
}

}  // namespace zoom_mock
