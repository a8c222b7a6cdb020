#include "server/scenario/load/scenario_draft.h"

#include <algorithm>
#include <limits>
#include <map>

#include "server/scenario/load/expectation_loader.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/meeting_loader.h"
#include "server/scenario/load/rate_limit_loader.h"
#include "server/scenario/load/webhook_loader.h"
#include "server/scenario/session_token.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::int64_t kSchemaVersion = 1;
/// What a value of a scenario takes in memory at most, once it is understood: half a stub.
constexpr std::size_t kNodeWeight = 512;
/// As many as any operation's page may hold.
constexpr std::int64_t kMostOnPage = 2000;
/// The most values of a text that a running server is given.
constexpr std::size_t kMostValuesInline = 50'000;

/// What may follow "Bearer " (RFC 6750), which keeps tokens free of spaces and control bytes.
bool is_bearer_value(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_alias(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
                              "XYZ0123456789._-") == std::string_view::npos;
}

std::size_t nodes_in(const JsonNode& node) {
  std::size_t nodes = 1;
  for (const auto& item : node.items) nodes += nodes_in(item);
  for (const auto& member : node.members) nodes += nodes_in(member.value);
  return nodes;
}

class DraftReader {
 public:
  DraftReader(const JsonNode& root, const ScenarioFile& file, const WebhookHosts* hosts,
              BodyFiles& bodies, ProblemSink& sink)
      : root_(root), file_(file), hosts_(hosts), bodies_{file.folder, bodies}, sink_(sink) {}

  ScenarioDraft read() {
    ObjectReader object(root_, "scenario key", sink_);
    if (file_.form == ScenarioForm::kStubs) return read_stubs_alone(object);
    if (file_.form == ScenarioForm::kInline) read_name(object);
    object.string("$schema");
    object.integer("schema_version", kSchemaVersion, kSchemaVersion);
    draft_.description = object.string("description").value_or("");
    if (auto extends = object.string("extends")) {
      draft_.extends = {std::move(*extends), object.find("extends")->value.span};
    }
    draft_.profile = object.one_of<Profile>(
        "profile", {{"documented", Profile::kDocumented}, {"current", Profile::kCurrent}});
    draft_.why_in_body = object.boolean("why_in_body");
    draft_.xml_errors = object.boolean("xml_errors");
    draft_.unmatched = object.one_of<Unmatched>(
        "unmatched", {{"not-mocked", Unmatched::kNotMocked}, {"zoom", Unmatched::kZoom}},
        "answer to what nothing matches");
    if (const auto* const limits = object.find("rate_limits")) {
      draft_.rate_limits = read_rate_limits(limits->value, sink_);
    }
    if (const auto* const tokens = object.object("tokens")) read_tokens(*tokens);
    if (const auto* const clients = object.find("clients")) {
      draft_.clients = read_clients(clients->value, sink_);
    }
    if (const auto* const oauth = object.object("oauth")) {
      draft_.oauth = read_oauth(*oauth, sink_);
    }
    if (const auto* const meetings = object.object("meetings")) read_meetings(*meetings);
    if (const auto* const users = object.object("users")) draft_.users = read_users(*users, sink_);
    if (const auto* const registrants = object.object("registrants")) {
      draft_.registrants = read_registrants(*registrants, sink_);
    }
    if (const auto* const recordings = object.object("recordings")) {
      draft_.recordings = read_recordings(*recordings, sink_);
    }
    draft_.max_page_size = object.integer("max_page_size", 1, kMostOnPage);
    if (const auto* const stubs = object.list("stubs")) read_stubs(*stubs);
    read_expect(object);
    if (const auto* const webhooks = object.list("webhooks")) {
      draft_.webhooks = read_webhooks(*webhooks, hosts_, sink_);
    }
    if (const auto* const examples = object.list("examples")) draft_.examples = *examples;
    object.finish();
    return weighed();
  }

 private:
  ScenarioDraft read_stubs_alone(ObjectReader& object) {
    const auto* const stubs = object.list("stubs");
    if (stubs != nullptr) read_stubs(*stubs);
    object.mention(R"("stubs")", {"name", "when", "reply", "after_last", "times"});
    if (object.finish() && object.find("stubs") == nullptr) {
      sink_.error(root_.span, R"("stubs" is missing: a list of stubs)");
    }
    return weighed();
  }

  void read_name(ObjectReader& object) {
    auto name = object.string("name");
    if (!name) return;
    const auto span = object.find("name")->value.span;
    if (!is_scenario_name(*name) || name->size() > kMaxSessionName) {
      sink_.error(span, "\"" + *name + "\" cannot be a session's name",
                  "at most " + std::to_string(kMaxSessionName) + " small letters, digits and '-'");
    }
    draft_.name = {std::move(*name), span};
  }

  ScenarioDraft weighed() {
    draft_.weight = file_.text.size() + nodes_in(root_) * kNodeWeight;
    return std::move(draft_);
  }

  void read_tokens(const JsonNode& tokens) {
    std::map<std::string, std::string> alias_of_value;
    for (const auto& [alias, alias_span, node] : tokens.members) {
      if (!is_alias(alias)) {
        sink_.error(alias_span, "\"" + alias + "\" cannot be a token's alias",
                    "letters, digits, '.', '_' and '-'");
      }
      if (node.is_null()) {
        draft_.removed_tokens.push_back({alias, alias_span});
        continue;
      }
      auto token = node.is_string() ? short_token(node) : long_token(node);
      token.alias = alias;
      const auto [twin, is_new] = alias_of_value.emplace(token.value, alias);
      if (!is_new && twin->second != alias && !token.value.empty()) {
        sink_.error(alias_span, "\"" + alias + "\" has the same value as \"" + twin->second +
                                    "\": no request could tell them apart");
      }
      draft_.tokens.push_back({std::move(token), alias_span});
    }
  }

  Token short_token(const JsonNode& node) {
    if (!is_bearer_value(node.text)) bad_token_value(node);
    Token token;
    token.value = node.text;
    return token;
  }

  void bad_token_value(const JsonNode& node) {
    sink_.error(node.span, "a token's value must be visible ASCII without spaces");
  }

  Token long_token(const JsonNode& node) {
    if (!node.is_object()) {
      sink_.error(node.span, "a token must be its value, an object or null, not " + found(node));
      return {};
    }
    ObjectReader object(node, "token key", sink_);
    Token token;
    if (object.string("value")) token = short_token(object.find("value")->value);
    if (const auto* const scopes = object.list("scopes")) token.scopes = read_scopes(*scopes);
    token.account = object.string("account").value_or(token.account);
    token.user = object.string("user").value_or(token.user);
    token.state = object
                      .one_of<TokenState>("state", {{"valid", TokenState::kValid},
                                                    {"expired", TokenState::kExpired},
                                                    {"revoked", TokenState::kRevoked}})
                      .value_or(token.state);
    if (const auto seconds = object.integer("expires_in_s", 0, kLongestExpiry)) {
      token.expires_in = std::chrono::seconds(*seconds);
    }
    if (object.finish() && !object.find("value")) {
      sink_.error(node.span, R"(a token needs a "value": what clients send after "Bearer")");
    }
    return token;
  }

  std::vector<std::string> read_scopes(const JsonNode& list) {
    std::vector<std::string> scopes;
    for (const auto& item : list.items) {
      if (item.is_string()) {
        scopes.push_back(item.text);
      } else {
        sink_.error(item.span,
                    "a scope must be a string such as \"meeting:write\", not " + found(item));
      }
    }
    return scopes;
  }

  void read_meetings(const JsonNode& meetings) {
    for (const auto& [id, id_span, node] : meetings.members) {
      if (id != "*" && !is_meeting_id(id)) {
        sink_.error(id_span, "\"" + id + "\" is not a meeting id",
                    "1 to 19 digits, or \"*\" for every other meeting");
      }
      if (const auto canonical = canonical_meeting_id(id); canonical != id) {
        sink_.error(id_span, "the meeting id \"" + id + "\" begins with a zero",
                    "write \"" + std::string(canonical) + '"');
      }
      if (node.is_null()) {
        draft_.removed_meetings.push_back({id, id_span});
      } else {
        const auto kind = id == "*" ? MeetingKind::kAny : MeetingKind::kMeeting;
        draft_.meetings.emplace_back(id, read_meeting(node, {.kind = kind}, sink_));
      }
    }
  }

  void read_stubs(const JsonNode& stubs) {
    std::map<std::string, Span> named;
    for (const auto& node : stubs.items) {
      auto stub = read_stub(node, file_.name + "#" + std::to_string(draft_.stubs.size() + 1),
                            bodies_, sink_);
      const auto [twin, is_new] = named.emplace(stub.stub.name, stub.span);
      if (!is_new) {
        sink_.error(stub.span, "two stubs are called \"" + stub.stub.name + "\"",
                    "the first one is at " + sink_.position(twin->second));
      }
      draft_.stubs.push_back(std::move(stub));
    }
  }

  /// Counts by subject, or a list of assertions.
  void read_expect(ObjectReader& object) {
    const auto* const expect = object.find("expect");
    if (expect != nullptr && expect->value.is_array()) {
      draft_.assertions = read_assertions(expect->value, sink_);
    } else if (const auto* const counts = object.object("expect")) {
      read_expectations(*counts);
    }
  }

  void read_expectations(const JsonNode& expect) {
    for (const auto& [subject, subject_span, node] : expect.members) {
      if (node.is_null()) {
        draft_.removed_expectations.push_back({subject, subject_span});
        continue;
      }
      draft_.expectations.push_back({{subject, read_expected_calls(node, sink_)}, subject_span});
    }
  }

  const JsonNode& root_;
  const ScenarioFile& file_;
  const WebhookHosts* const hosts_;
  BodyFolder bodies_;
  ProblemSink& sink_;
  ScenarioDraft draft_;
};

}  // namespace

std::optional<ScenarioDraft> read_scenario_draft(const ScenarioFile& file,
                                                 const WebhookHosts* hosts, BodyFiles& bodies,
                                                 std::vector<Problem>& problems) {
  ProblemSink sink(file.path, file.text, problems);
  const auto most = file.form == ScenarioForm::kFile ? std::numeric_limits<std::size_t>::max()
                                                     : kMostValuesInline;
  const auto root = read_document(file.text, JsonComments::kIgnored, most, sink);
  if (!root) return std::nullopt;
  if (!root->is_object()) {
    const std::string what = file.form == ScenarioForm::kStubs ? "the body" : "a scenario";
    sink.error(root->span, what + " must be an object, not " + found(*root));
    return std::nullopt;
  }
  return DraftReader(*root, file, hosts, bodies, sink).read();
}

}  // namespace zoom_mock
