#include "server/app/postman_answer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/base/number.h"
#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

constexpr std::int64_t kHighestCode = 1'000'000;  // that a scenario's example may expect
constexpr int kLowestError = 300;
constexpr std::size_t kMostErrors = 20;  // in one name
constexpr std::size_t kMostErrorValues = 10'000;

/// The lines of a name in Markdown, without its marks.
std::vector<std::string> lines_of(std::string_view name) {
  std::vector<std::string> lines(1);
  while (!name.empty()) {
    const bool is_break = istarts_with(name, "<br");
    if (is_break || name.front() == '\n') {
      const auto end = is_break ? std::min(name.find('>'), name.size() - 1) : 0;
      name.remove_prefix(end + 1);
      lines.emplace_back();
      continue;
    }
    if (name.front() != '*' && name.front() != '`') lines.back() += name.front();
    name.remove_prefix(1);
  }
  return lines;
}

/// What stands behind a word, without space; nothing when the line does not begin with it.
std::optional<std::string_view> behind(std::string_view line, std::string_view word) {
  if (!istarts_with(line, word)) return std::nullopt;
  return trim(line.substr(word.size()));
}

/// Takes the number that a text begins with.
int take_number(std::string_view& text) {
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text = trim(text.substr(digits.size()));
  const auto number = whole_number_in(digits).value_or(0);
  return number <= static_cast<std::uint64_t>(kHighestCode) ? static_cast<int>(number) : 0;
}

std::vector<PostmanAnswer> errors_in_name(const SavedExample& example) {
  std::vector<PostmanAnswer> errors;
  int code = 0;
  for (const auto& text : lines_of(example.name)) {
    auto line = trim(std::string_view(text).substr(0, text.find('\r')));
    if (behind(line, "HTTP Status Code:")) {
      code = 0;
    } else if (const auto number = behind(line, "Error Code:")) {
      line = *number;
      code = take_number(line);
    }
    if (code == 0 || line.empty() || errors.size() == kMostErrors) continue;
    errors.push_back({&example, example.status, code, std::string(line)});
  }
  return errors;
}

/// With the error that a body is, when it is nothing else.
PostmanAnswer answer_in_body(const SavedExample& example) {
  PostmanAnswer answer{.example = &example, .status = example.status, .body = example.body};
  const auto read = parse_json(example.body, JsonComments::kRefused, kMostErrorValues);
  const auto* const code = read.root.value_of("code");
  if (code == nullptr || !code->is_integer()) return answer;
  if (code->integer > 0 && code->integer <= kHighestCode) {
    answer.code = static_cast<int>(code->integer);
  }
  const auto* const message = read.root.value_of("message");
  if (answer.code == 0 || read.root.members.size() != 2) return answer;
  if (message != nullptr && message->is_string() && !message->text.empty()) {
    answer.message = message->text;
  }
  return answer;
}

/// Whether a text is a message of the catalogue's, whatever stands for its placeholder.
bool says(std::string_view pattern, std::string_view text) {
  const auto without_stop = [](std::string_view line) {
    return line.ends_with('.') ? line.substr(0, line.size() - 1) : line;
  };
  pattern = without_stop(pattern);
  text = without_stop(text);
  const auto open = pattern.find('{');
  if (open == pattern.npos) return iequals(pattern, text);
  const auto before = pattern.substr(0, open);
  const auto after = pattern.substr(pattern.find('}', open) + 1);
  return text.size() > before.size() + after.size() && text.starts_with(before) &&
         text.ends_with(after);
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const auto& line : lines_of(name)) {
    const auto words = trim(line);
    if (!plain.empty() && !words.empty()) plain += ' ';
    for (const char c : words) plain += is_control(c) || c == '\t' ? ' ' : c;
  }
  return plain;
}

std::string label_of(const PostmanAnswer& answer) {
  const bool is_of_name = answer.example->body.empty() && !answer.message.empty();
  return quote(answer.example->item) + ", " +
         quote(is_of_name ? answer.message : plain_name(answer.example->name));
}

std::vector<PostmanAnswer> answers_in(const SavedExample& example) {
  if (example.body.empty() && example.status >= kLowestError) {
    auto errors = errors_in_name(example);
    if (!errors.empty()) return errors;
  }
  return {answer_in_body(example)};
}

const CatalogueReply* find_same_reply(const PostmanAnswer& answer,
                                      std::span<const CatalogueReply> replies, Profile profile) {
  const auto found = std::ranges::find_if(replies, [&](const CatalogueReply& reply) {
    const auto& wording = reply.wording(profile);
    if (is_made(reply.name) || wording.status != answer.status) return false;
    if (!reply.has_body()) return answer.code == 0 && answer.body.empty();
    return reply.code != 0 && reply.code == answer.code && says(wording.message, answer.message);
  });
  return found == replies.end() ? nullptr : &*found;
}

}  // namespace zoom_mock
