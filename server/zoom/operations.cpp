#include "server/zoom/operations.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/base/suggestion.h"
#include "server/http/target.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// What comes before an operation's own answers. Only a scenario's stubs and "rate_limits"
/// throttle, but every client of Zoom has to live with it; the limit of a second stands for all.
constexpr std::array<std::string_view, 4> kCommonAnswers = {"access-token-invalid", "token-expired",
                                                            "scope-missing", "rate-limited"};

/// Only who takes forms can say it.
constexpr std::string_view kBadForm = "body-malformed";
constexpr std::array<std::string_view, 5> kBodyAnswers = {
    "content-type-unsupported", "body-not-json", kBadForm, "body-too-large", "validation-failed"};

/// Whether it is the operation's path with its parameter left out: /v2/meetings/livestream.
bool lacks_id(const Operation& operation, std::string_view path) {
  if (!is_of_meeting(operation.id_kind)) return false;
  const auto before = operation.path.substr(0, operation.path.find("/{"));
  const auto after = operation.path.substr(operation.path.find('}') + 1);
  return path.size() == before.size() + after.size() && path.starts_with(before) &&
         path.ends_with(after);
}

/// How far a request is from an operation: first count the segments of its path that are not as the
/// operation's begins, then its method, then the letters of the first of these segments, then what
/// the operation's path has beyond it.
struct EndpointDistance {
  std::size_t segments = 0;
  bool is_other_method = false;
  std::size_t edits = 0;
  std::size_t beyond = 0;

  auto operator<=>(const EndpointDistance&) const = default;  // NOLINT(modernize-use-nullptr)
};

std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('/', 1)); }

std::size_t segments_in(std::string_view path) {
  return static_cast<std::size_t>(std::ranges::count(path, '/'));
}

/// The edits between two segments, of which many operations have the same.
class SegmentEdits {
 public:
  std::size_t between(std::string_view expected, std::string_view segment) {
    const auto known = std::ranges::find_if(known_, [&](const Pair& pair) {
      return pair.expected == expected && pair.segment == segment;
    });
    if (known != known_.end()) return known->edits;
    return known_.emplace_back(Pair{expected, segment, edits_between(expected, segment)}).edits;
  }

 private:
  struct Pair {
    std::string_view expected;
    std::string_view segment;
    std::size_t edits;
  };

  std::vector<Pair> known_;
};

/// What is farther than `least` by its segments and its method is not looked at more closely.
EndpointDistance distance_of(std::string_view pattern, std::string_view path, bool is_other_method,
                             const std::optional<EndpointDistance>& least, SegmentEdits& known) {
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const auto expected = first_segment(pattern);
    const auto segment = first_segment(path);
    if (expected != segment && !expected.starts_with("/{")) break;
    pattern.remove_prefix(expected.size());
    path.remove_prefix(segment.size());
  }
  const EndpointDistance coarse{segments_in(path), is_other_method};
  if (least && coarse > EndpointDistance{least->segments, least->is_other_method}) return coarse;
  const auto rest = first_segment(path);
  // Where nothing goes on, it is farther than where something of the same length does.
  const auto edits =
      pattern.empty() ? 2 * rest.size() : known.between(first_segment(pattern), rest);
  return {coarse.segments, is_other_method, edits, segments_in(pattern)};
}

/// What a function makes, which no scenario sends by name.
CatalogueReply made(std::string_view name, Provenance provenance, std::string_view source) {
  const int status = name == kRedirected ? 302 : name == kCreated ? 201 : 200;
  const Wording wording{status, {}, provenance, source};
  return {name, 0, wording, wording};
}

/// Source: documented, that a UUID which begins with a slash, or holds two in a row, is encoded
/// twice. Assumed: that any other may be.
void take_id(std::string_view decoded, Route& route) {
  route.is_encoded_twice =
      takes_uuid(route.operation->id_kind) && decoded.find('%') != decoded.npos;
  const auto id = route.is_encoded_twice ? percent_decode(decoded) : std::string(decoded);
  route.id = route.names_meeting() ? canonical_meeting_id(id) : id;
}

}  // namespace

const Operation* find_operation(std::string_view id) {
  const auto found = std::ranges::find(operations(), id, &Operation::id);
  return found == operations().end() ? nullptr : &*found;
}

std::string_view operation_called(std::string_view method, std::string_view path) {
  return find_route(method, path).operation_id();
}

std::vector<std::string> callable_operations() {
  std::vector<std::string> ids;
  for (const auto& operation : operations()) ids.emplace_back(operation.id);
  for (const auto& operation : site_operations()) ids.emplace_back(operation.id);
  return ids;
}

std::vector<CatalogueReply> answers_of(const Operation& operation) {
  std::vector<CatalogueReply> answers;
  const auto add = [&](std::string_view name) {
    const bool is_there = std::ranges::find(answers, name, &CatalogueReply::name) != answers.end();
    if (name.empty() || is_there) return;
    answers.push_back(is_made(name) ? made(name, operation.provenance, operation.source)
                                    : worded_by(&operation, *find_reply(name)));
  };
  const auto& own = operation.answers;
  add(own.front());
  const auto of_id = id_replies(operation);
  std::ranges::for_each(std::array{of_id.missing, of_id.invalid}, add);
  for (const auto name : kBodyAnswers) {
    if (operation.fields.empty()) break;
    if (operation.takes_forms || name != kBadForm) add(name);
  }
  std::ranges::for_each(std::array{of_id.other_kind, of_id.absent, of_id.host_absent,
                                   of_id.other_account, of_id.hosting_not_allowed},
                        add);
  std::ranges::for_each(own, add);
  std::ranges::for_each(kCommonAnswers, add);
  return answers;
}

std::vector<CatalogueReply> answers_of(const SiteOperation& operation) {
  std::vector<CatalogueReply> answers;
  for (const auto name : operation.answers) {
    const auto* const listed = find_reply(name);
    answers.push_back(listed == nullptr ? made(name, operation.provenance, operation.source)
                                        : *listed);
  }
  return answers;
}

CatalogueReply worded_by(const Operation* operation, CatalogueReply reply) {
  if (operation == nullptr) return reply;
  const bool is_zooms = reply.origin == Origin::kOperation;
  if (is_zooms && !operation->is_collected) reply.documented = reply.current;
  const auto& rewordings = operation->rewordings;
  const auto found = std::ranges::find(rewordings, reply.name, &Rewording::reply);
  if (found == rewordings.end()) return reply;
  reply.documented = found->documented;
  reply.current = found->current;
  return reply;
}

std::string_view least_scope(const Operation& operation) {
  const auto breadth = [](std::string_view scope) {
    const bool is_admin = scope.find(":admin") != scope.npos;
    const bool is_classic = std::ranges::count(scope, ':') < 2;
    return (is_admin ? 2 : 0) + (is_classic ? 1 : 0);
  };
  // Rows list classic scopes first, and some of those look granular.
  const auto& scopes = operation.scopes;
  return *std::ranges::min_element(scopes.rbegin(), scopes.rend(), {}, breadth);
}

bool is_meeting_parameter(std::string_view name) {
  if (name == "meeting_id") return true;  // as placeholders write it
  return std::ranges::any_of(operations(), [&](const Operation& operation) {
    return is_of_meeting(operation.id_kind) && operation.id_name() == name;
  });
}

std::optional<std::string> with_missing_version(std::string_view path, bool is_beginning) {
  constexpr std::string_view kVersion = "/v2";
  const auto first = path.substr(0, path.find('/', 1));
  const bool goes_on = is_beginning && first.size() == path.size();
  const auto begins = [&](const Operation& operation) {
    const auto behind = operation.path.substr(kVersion.size());
    return goes_on ? behind.starts_with(first) : behind.substr(0, behind.find('/', 1)) == first;
  };
  if (first.size() < 2 || std::ranges::none_of(operations(), begins)) return std::nullopt;
  return std::string(kVersion).append(path);
}

std::string path_with(const Operation& operation, std::string_view id) {
  std::string path(operation.path);
  if (operation.id_kind == IdKind::kNone) return path;
  const auto replace_parameter = [&](std::string_view by, std::size_t from) {
    const auto open = path.find('{', from);
    if (open != path.npos) path.replace(open, path.find('}', open) + 1 - open, by);
  };
  const auto first = path.find('{');
  replace_parameter(id, first);
  replace_parameter(operation.sample_item, first + id.size());
  return path;
}

std::string_view Operation::id_name() const {
  if (id_kind == IdKind::kNone) return {};
  const auto begin = path.find('{') + 1;
  return path.substr(begin, path.find('}') - begin);
}

std::string_view Route::operation_id() const {
  if (operation != nullptr) return operation->id;
  return site == nullptr ? std::string_view() : site->id;
}

bool Route::names_meeting() const {
  return operation != nullptr && is_of_meeting(operation->id_kind);
}

Route find_route(std::string_view method, std::string_view path) {
  Route route;
  for (const auto& operation : operations()) {
    const auto parameters = match_path(operation.path, path);
    if (!parameters && !lacks_id(operation, path)) continue;
    if (operation.method != method) {
      route.allowed.emplace_back(operation.method);
      continue;
    }
    route.operation = &operation;
    route.allowed.clear();
    if (parameters && !parameters->empty()) {
      take_id(parameters->front().second, route);
      if (parameters->size() > 1) route.item = parameters->back().second;
    }
    return route;
  }
  for (const auto& operation : site_operations()) {
    if (!match_path(operation.path, path)) continue;
    if (operation.method == method) {
      route.site = &operation;
    } else {
      route.allowed.emplace_back(operation.method);
    }
  }
  return route;
}

std::vector<std::string> nearest_endpoints(std::string_view method, std::string_view path) {
  std::vector<std::string> nearest;
  std::optional<EndpointDistance> least;
  SegmentEdits known;
  const auto compare = [&](const auto& operation) {
    const auto distance =
        distance_of(operation.path, path, operation.method != method, least, known);
    if (least && distance > *least) return;
    if (least && distance < *least) nearest.clear();
    least = distance;
    nearest.push_back(std::string(operation.method) + " " + std::string(operation.path));
  };
  std::ranges::for_each(operations(), compare);
  std::ranges::for_each(site_operations(), compare);
  return nearest;
}

}  // namespace zoom_mock
