#include "server/mock/match.h"

#include <algorithm>
#include <limits>
#include <span>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/base/suggestion.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/secret.h"
#include "server/http/target.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// The member or item that one step of a JSON pointer names (RFC 6901), or null.
const JsonNode* step_into(const JsonNode& node, std::string_view step) {
  if (node.is_array()) {
    const auto index = whole_number_in(step);
    const bool is_padded = step.size() > 1 && step.front() == '0';
    if (!index || is_padded || *index >= node.items.size()) return nullptr;
    return &node.items[*index];
  }
  std::string key;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool escaped = step[i] == '~' && i + 1 < step.size();
    key += !escaped ? step[i] : step[i + 1] == '1' ? '/' : '~';
    if (escaped) ++i;
  }
  const auto* const member = node.find(key);
  return member == nullptr ? nullptr : &member->value;
}

const JsonNode* resolve(const JsonNode* node, std::string_view pointer) {
  while (node != nullptr && pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const auto step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    node = step_into(*node, step);
  }
  return node;
}

/// Scalars as written; an object or a list has a place but no text.
Value json_value(const JsonNode& node) {
  if (node.is_string() || node.is_number()) return {node.text, node.is_string(), std::nullopt};
  if (node.is_boolean()) return {node.boolean ? "true" : "false", false, std::nullopt};
  return {node.is_null() ? "null" : "", false, std::nullopt};
}

/// Whether a matcher looks at file names: only then are files among its values.
bool looks_at_files(const Matcher& matcher) {
  return matcher.filename || (matcher.negated && looks_at_files(*matcher.negated));
}

/// The meeting of a request that is no operation here, by the segment that has it in all of Zoom's
/// paths about meetings (documented: the collection and S25).
std::optional<std::string> meeting_in_path(std::string_view path) {
  constexpr std::string_view kMeetings = "/v2/meetings/";
  if (!path.starts_with(kMeetings)) return std::nullopt;
  path.remove_prefix(kMeetings.size());
  return std::string(canonical_meeting_id(percent_decode(path.substr(0, path.find('/')))));
}

/// Holds a stub's conditions against a request, one after the other, until `enough` have failed.
/// Builds text only when there is a list of reasons to fill.
class Comparison {
 public:
  Comparison(const When& when, const Call& call, PatternWork& work, std::size_t enough,
             std::vector<std::string>* reasons = nullptr, Secrets secrets = Secrets::kMasked)
      : when_(when),
        call_(call),
        work_(work),
        enough_(enough),
        reasons_(reasons),
        secrets_(secrets) {}

  /// How many conditions failed; at most `enough`.
  std::size_t run() {
    // Each step is false once enough have failed, and then nothing more is looked at.
    static_cast<void>(operation() && method() && path() && token() && meeting() && fields() &&
                      headers() && query() && json() && content_type());
    return failures_;
  }

 private:
  /// Counts a failed condition; false: look no further.
  template <typename Explain>
  bool failed(Explain explain) {
    if (reasons_ != nullptr) reasons_->push_back(explain());
    return ++failures_ < enough_;
  }

  bool operation() {
    const auto* const found = call_.route.operation;
    if (when_.operation && (found == nullptr || found->id != *when_.operation)) {
      return failed([&] { return "the request is not " + *when_.operation; });
    }
    // A stub that names no endpoint is about the API's operations, not about any typing mistake.
    const bool names_endpoint = when_.operation || when_.method || when_.path;
    if (!names_endpoint && !when_.any_endpoint && found == nullptr) {
      return failed([] { return std::string("the request is not an operation of the catalogue"); });
    }
    return true;
  }

  bool method() {
    if (!when_.method || *when_.method == call_.request.method) return true;
    return failed([&] {
      return "the method is " + quote(shown_method(call_.request.method)) + ", not " +
             *when_.method;
    });
  }

  bool path() {
    if (!when_.path || match_path(*when_.path, call_.target.path)) return true;
    return failed(
        [&] { return "the path is " + quote(call_.target.path) + ", not " + *when_.path; });
  }

  bool token() {
    if (when_.tokens.empty() ||
        std::ranges::find(when_.tokens, call_.token.alias) != when_.tokens.end()) {
      return true;
    }
    return failed([&] {
      return "the token is " + quote(call_.token.alias) + ", not " + listed(when_.tokens);
    });
  }

  bool meeting() {
    if (!when_.meeting) return true;
    // The usual case without a copy: this runs for every stub of a scenario.
    if (call_.route.names_meeting()) return check_meeting(call_.route.id);
    return check_meeting(meeting_id_of(when_, call_).value_or(""));
  }

  /// An empty id is none.
  bool check_meeting(std::string_view id) {
    const Value value{id, true, std::nullopt};
    const std::span<const Value> values(&value, id.empty() ? 0 : 1);
    return check("the meeting id", "", *when_.meeting, values, Disclosure::kAll);
  }

  bool fields() {
    for (const auto& [name, matcher] : when_.fields) {
      const bool with_files = looks_at_files(matcher);
      values_.clear();
      for (const auto& entry : call_.form.entries) {
        if (entry.name != name || (entry.filename && !with_files)) continue;
        values_.push_back({entry.value, entry.is_text, entry.filename});
      }
      if (!check("field ", name, matcher, values_)) return false;
    }
    return true;
  }

  bool headers() {
    for (const auto& [name, matcher] : when_.headers) {
      values_.clear();
      for (const auto value : call_.request.headers.all(name)) {
        values_.push_back({value, true, std::nullopt});
      }
      if (!check("header ", name, matcher, values_)) return false;
    }
    return true;
  }

  bool query() {
    for (const auto& [name, matcher] : when_.query) {
      const auto texts = query_values(call_.target, name);
      values_.clear();
      for (const auto& text : texts) values_.push_back({text, true, std::nullopt});
      if (!check("query parameter ", name, matcher, values_)) return false;
    }
    return true;
  }

  bool json() {
    for (const auto& [pointer, matcher] : when_.json) {
      const auto& body = call_.form.json;
      const auto* const node = resolve(body ? &*body : nullptr, pointer);
      values_.clear();
      if (node != nullptr) values_.push_back(json_value(*node));
      if (!check("the body's ", pointer, matcher, values_)) return false;
    }
    return true;
  }

  bool content_type() {
    if (!when_.content_type) return true;
    values_.clear();
    std::string type_name;
    if (const auto type = call_.request.headers.find("Content-Type")) {
      type_name = lower_case(media_type(*type));
      values_.push_back({type_name, true, std::nullopt});
    }
    const bool is_explained = reasons_ != nullptr;
    const bool is_usual = is_explained && nearest(type_name, usual_media_types());
    return check("the content type", "", *when_.content_type, values_,
                 is_usual ? Disclosure::kAll : Disclosure::kDemand);
  }

  bool check(std::string_view kind, std::string_view name, const Matcher& matcher,
             std::span<const Value> values, Disclosure disclosure = Disclosure::kDemand) {
    if (reasons_ == nullptr) {
      return holds(matcher, values, work_) || failed([] { return std::string(); });
    }
    std::string why;
    if (names_secret(name)) disclosure = Disclosure::kNone;
    if (secrets_ == Secrets::kShown) disclosure = Disclosure::kAll;
    if (holds(matcher, values, work_, disclosure, &why)) return true;
    return failed(
        [&] { return std::string(kind) + (name.empty() ? "" : quote(name)) + " " + why; });
  }

  const When& when_;
  const Call& call_;
  PatternWork& work_;
  const std::size_t enough_;
  std::vector<std::string>* reasons_;
  const Secrets secrets_;
  std::size_t failures_ = 0;
  std::vector<Value> values_;
};

}  // namespace

std::optional<std::string> meeting_id_of(const When& when, const Call& call) {
  if (call.route.names_meeting()) {
    if (call.route.id.empty()) return std::nullopt;
    return call.route.id;
  }
  if (!when.path && when.any_endpoint) return meeting_in_path(call.target.path);
  if (!when.path) return std::nullopt;
  const auto parameters = match_path(*when.path, call.target.path);
  if (!parameters) return std::nullopt;
  for (const auto& [name, value] : *parameters) {
    if (is_meeting_parameter(name)) {
      return std::string(canonical_meeting_id(value));
    }
  }
  return std::nullopt;
}

bool matches(const When& when, const Call& call, PatternWork& work) {
  return Comparison(when, call, work, 1).run() == 0;
}

std::size_t count_mismatches(const When& when, const Call& call, PatternWork& work,
                             std::size_t enough) {
  return Comparison(when, call, work, enough).run();
}

std::vector<std::string> mismatches(const When& when, const Call& call, Secrets secrets) {
  std::vector<std::string> reasons;
  PatternWork work;
  Comparison(when, call, work, std::numeric_limits<std::size_t>::max(), &reasons, secrets).run();
  return reasons;
}

}  // namespace zoom_mock
