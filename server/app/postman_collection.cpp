#include "server/app/postman_collection.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

namespace {

/// Zoom's whole API has a tenth of that.
constexpr std::size_t kMostCollectionValues = 1'000'000;
/// A scenario of more stubs is of no use to a test.
constexpr std::size_t kMostExamples = 1000;
/// Longer names are cut: each stands in the label of all that is in its folder.
constexpr std::size_t kLongestItemName = 200;

/// A string, or nothing where there is none; null is none.
std::string text_at(const JsonNode& node, std::string_view key) {
  const auto* const value = node.value_of(key);
  return value != nullptr && value->is_string() ? value->text : std::string();
}

std::string name_of(const JsonNode& node) {
  auto name = text_at(node, "name");
  if (name.size() <= kLongestItemName) return name;
  auto end = kLongestItemName;
  while (end > 0 && !starts_character(name[end])) --end;
  return name.substr(0, end) + "...";
}

bool is_disabled(const JsonNode& node) {
  const auto* const disabled = node.value_of("disabled");
  return disabled != nullptr && disabled->is_boolean() && disabled->boolean;
}

/// The parts of a host or a path, which are strings or have a "value".
std::string joined_parts(const JsonNode* parts, char separator) {
  if (parts == nullptr) return {};
  if (parts->is_string()) return parts->text;
  std::string text;
  for (const auto& part : parts->items) {
    if (!text.empty()) text += separator;
    text += part.is_string() ? part.text : text_at(part, "value");
  }
  return text;
}

std::string raw_url(const JsonNode& url) {
  if (url.is_string()) return url.text;
  auto raw = text_at(url, "raw");
  if (!raw.empty()) return raw;
  const auto path = joined_parts(url.value_of("path"), '/');
  return joined_parts(url.value_of("host"), '.') + (path.starts_with('/') ? "" : "/") + path;
}

CollectionVariables variables_of(const JsonNode& node) {
  CollectionVariables variables;
  const auto* const list = node.value_of("variable");
  if (list == nullptr) return variables;
  for (const auto& variable : list->items) {
    auto name = text_at(variable, "key");
    if (name.empty()) name = text_at(variable, "id");
    const auto* const value = variable.value_of("value");
    if (name.empty() || value == nullptr || is_disabled(variable)) continue;
    variables.emplace(std::move(name), value->text);
  }
  return variables;
}

void add_line(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == line.npos) return;
  headers.add(std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))));
}

/// They are a list, of objects or of lines, or all lines in one text.
Headers headers_of(const JsonNode& node) {
  Headers headers;
  if (node.is_string()) {
    for (std::string_view rest = node.text; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      add_line(line.substr(0, line.find('\r')), headers);
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
  }
  for (const auto& header : node.items) {
    if (header.is_string()) add_line(header.text, headers);
    if (!header.is_object() || is_disabled(header)) continue;
    headers.add(text_at(header, "key"), text_at(header, "value"));
  }
  return headers;
}

class CollectionReader {
 public:
  CollectionReader(const std::optional<std::string>& item, ProblemSink& sink)
      : wanted_(item), sink_(sink) {}

  PostmanCollection read(const JsonNode& document) {
    const auto* const inner = document.value_of("collection");
    const auto& root = inner == nullptr ? document : *inner;
    const auto* const info = root.value_of("info");
    collection_.name = name_of(info == nullptr ? root : *info);
    variables_ = variables_of(root);
    note_scripts(root);
    if (const auto* const items = root.value_of("item")) {
      read_items(*items, "", !wanted_);
    } else if (root.value_of("request") != nullptr) {
      read_item(root, "", !wanted_);
    } else {
      report_stranger(root);
    }
    if (wanted_ && !is_found_ && !names_.empty()) report_missing(root);
    return std::move(collection_);
  }

 private:
  void report_stranger(const JsonNode& root) {
    const bool is_first_format = root.value_of("requests") != nullptr;
    sink_.error({root.span.offset, 1},
                is_first_format ? "a collection of Postman's first format, which is not read"
                                : R"(JSON, but no Postman collection: "item" is missing)",
                is_first_format ? "export it as v2.1" : "");
  }

  void report_missing(const JsonNode& root) {
    sink_.unknown({root.span.offset, 1}, "there is no request and no folder " + quote(*wanted_),
                  *wanted_, names_);
  }

  void note_scripts(const JsonNode& node) {
    const auto* const events = node.value_of("event");
    collection_.has_scripts |= events != nullptr && !events->items.empty();
  }

  /// Whether a value is as it must be; what is not is reported.
  bool expect(bool is_right, const JsonNode& node, std::string_view key, const char* what) {
    if (is_right) return true;
    sink_.error(node.span, "\"" + std::string(key) + "\" must be " + what + ", not " + found(node));
    return false;
  }

  void read_items(const JsonNode& items, const std::string& folder, bool is_wanted) {
    if (!expect(items.is_array(), items, "item", "a list")) return;
    for (const auto& item : items.items) {
      if (!item.is_object()) {
        sink_.error(item.span, "an item must be an object, not " + found(item));
        continue;
      }
      read_item(item, folder, is_wanted);
    }
  }

  /// Folders are in a tree, and JSON is at most 64 deep.
  void read_item(const JsonNode& item, const std::string& folder, bool is_wanted) {
    const auto name = name_of(item);
    names_.push_back(name);
    if (wanted_ == name) is_found_ = is_wanted = true;
    const auto label = folder.empty() ? name : folder + " / " + name;
    if (const auto* const items = item.value_of("item")) {
      read_items(*items, label, is_wanted);
    } else if (is_wanted) {
      ++collection_.requests;
      note_scripts(item);
      read_examples(item, label);
    }
  }

  void read_examples(const JsonNode& item, const std::string& label) {
    const auto* const examples = item.value_of("response");
    if (examples == nullptr || examples->is_null()) return;
    if (!expect(examples->is_array(), *examples, "response", "a list")) return;
    for (const auto& example : examples->items) {
      if (!example.is_object()) {
        sink_.error(example.span, "an example must be an object, not " + found(example));
      } else if (collection_.examples.size() == kMostExamples) {
        sink_.error({example.span.offset, 1},
                    "more than " + std::to_string(kMostExamples) + " examples", "choose by --item");
        return;
      } else {
        read_example(example, item.value_of("request"), label);
      }
    }
  }

  void read_example(const JsonNode& node, const JsonNode* request, const std::string& label) {
    SavedExample example;
    example.item = label;
    example.name = text_at(node, "name");
    const auto* const original = node.value_of("originalRequest");
    const bool has_original = original != nullptr && !original->is_null();
    read_request(has_original ? original : request, node, example.request);
    read_status(node, example);
    if (const auto* const headers = node.value_of("header")) example.headers = headers_of(*headers);
    if (const auto* const body = node.value_of("body"); body != nullptr && !body->is_null()) {
      if (expect(body->is_string(), *body, "body", "a string")) example.body = body->text;
    }
    collection_.examples.push_back(std::move(example));
  }

  void read_status(const JsonNode& node, SavedExample& example) {
    constexpr std::int64_t kHighest = 999;
    const auto* const code = node.value_of("code");
    if (code == nullptr || code->is_null()) return;
    const bool is_status = code->is_integer() && code->integer >= 0 && code->integer <= kHighest;
    if (expect(is_status, *code, "code", "an HTTP status such as 204")) {
      example.status = static_cast<int>(code->integer);
    }
  }

  void read_request(const JsonNode* node, const JsonNode& example, CollectionRequest& request) {
    request.method = "GET";
    if (node == nullptr || !(node->is_object() || node->is_string())) {
      sink_.error(node == nullptr ? Span{example.span.offset, 1} : node->span,
                  R"(an example needs a "request": a URL or an object)");
      return;
    }
    const auto* const url = node->is_string() ? node : node->value_of("url");
    if (url == nullptr || !(url->is_object() || url->is_string())) {
      sink_.error(url == nullptr ? Span{node->span.offset, 1} : url->span,
                  R"(a request needs a "url": a string or an object)");
      return;
    }
    request.url = read_collection_url(raw_url(*url), variables_, variables_of(*url));
    if (auto method = text_at(*node, "method"); !method.empty()) request.method = std::move(method);
    const auto* const body = node->value_of("body");
    request.is_graphql = body != nullptr && text_at(*body, "mode") == "graphql";
  }

  const std::optional<std::string>& wanted_;
  ProblemSink& sink_;
  CollectionVariables variables_;
  std::vector<std::string> names_;
  bool is_found_ = false;
  PostmanCollection collection_;
};

}  // namespace

PostmanCollection read_postman_collection(const std::string& file, std::string_view text,
                                          const std::optional<std::string>& item) {
  PostmanCollection collection;
  std::vector<Problem> problems;
  ProblemSink sink(file, text, problems);
  const auto root = read_document(text, JsonComments::kRefused, kMostCollectionValues, sink);
  if (root) collection = CollectionReader(item, sink).read(*root);
  if (problems.empty() && collection.examples.empty()) {
    const auto requests = counted(collection.requests, "request");
    problems.push_back(file_problem(file, "holds " + requests + " and no saved example"));
  }
  sort_problems(problems);
  hide_lines(problems);
  collection.problems = std::move(problems);
  return collection;
}

}  // namespace zoom_mock
