#include "server/app/postman_scenario.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "server/app/postman_endpoint.h"
#include "server/app/postman_fact.h"
#include "server/app/postman_reply.h"
#include "server/app/scenario_text.h"
#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kOrdinaryAlias = "host";
constexpr const char* kOrdinaryToken = "test-token";
constexpr std::size_t kLongestAlias = 40;
constexpr std::size_t kLongestItem = 60;
constexpr std::size_t kStatusDigits = 3;
constexpr std::size_t kCodeDigits = 7;
constexpr std::size_t kMostLeftOut = 50;

std::string padded(int number, std::size_t digits) {
  const auto text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

/// "404 / 3001"
std::string numbers_of(const PostmanAnswer& answer) {
  const auto status = std::to_string(answer.status);
  return answer.code == 0 ? status : status + " / " + std::to_string(answer.code);
}

/// The words of a name in small letters and digits, with dashes between them.
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : name) {
    if (slug.size() == kLongestAlias) break;
    const char small = ascii_lower(c);
    const bool is_of_word = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (is_of_word) {
      slug += small;
    } else if (!slug.empty() && !slug.ends_with('-')) {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

CommentedValue* find_member(std::vector<CommentedValue>& members, std::string_view key) {
  const auto found = std::ranges::find(members, key, &CommentedValue::key);
  return found == members.end() ? nullptr : &*found;
}

/// A request to an endpoint that is right but for the id of the meeting, maybe.
Json send_about(const PostmanEndpoint& endpoint, const std::string& meeting) {
  const auto* const operation = endpoint.operation;
  const bool is_usual = operation != nullptr && operation->id == kExampleOperation;
  if (is_usual && !meeting.empty()) return {{"meeting", meeting}};
  if (is_usual) return {{"path", endpoint.sample_path(meeting)}};
  Json send = {{"method", endpoint.method}, {"path", endpoint.sample_path(meeting)}};
  if (operation == nullptr) return send;
  if (!operation->fields.empty()) {
    send["json"] = Json::parse(sample_body(operation->fields), nullptr, false);
  }
  return send;
}

/// The profile in whose words more answers are.
Profile profile_of(const std::vector<PostmanEndpoint>& endpoints) {
  std::ptrdiff_t lead = 0;
  for (const auto& endpoint : endpoints) {
    const auto fitting = [&](Profile profile) {
      return std::ranges::count_if(endpoint.answers, [&](const PostmanAnswer& answer) {
        return find_same_reply(answer, endpoint.replies, profile) != nullptr;
      });
    };
    lead += fitting(Profile::kCurrent) - fitting(Profile::kDocumented);
  }
  return lead > 0 ? Profile::kCurrent : Profile::kDocumented;
}

/// Gives names that are new: "a", "a-2", "a-3".
class NewNames {
 public:
  explicit NewNames(std::set<std::string> taken = {}) : taken_(std::move(taken)) {}

  std::string take(const std::string& stem) {
    auto name = stem;
    for (auto& number = last_.try_emplace(stem, 1).first->second; !taken_.insert(name).second;) {
      name = stem + "-" + std::to_string(++number);
    }
    return name;
  }

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> last_;
};

/// The aliases that one token of an endpoint cannot have.
NewNames new_aliases() {
  std::set<std::string> taken = {kOrdinaryAlias};
  for (const auto alias : aliases_with_state()) taken.emplace(alias);
  return NewNames(std::move(taken));
}

class ScenarioMaker {
 public:
  ScenarioMaker(const PostmanCollection& collection, const PostmanEndpoints& endpoints)
      : collection_(collection), endpoints_(endpoints) {}

  ImportedScenario make() {
    const auto& endpoints = endpoints_.endpoints;
    for (const auto& endpoint : endpoints) plain_meetings_.insert(endpoint.sample_meeting());
    profile_ = profile_of(endpoints);
    add_token(kOrdinaryAlias, kOrdinaryToken, {});
    for (const auto& endpoint : endpoints) {
      aliases_here_ = new_aliases();
      for (const auto& answer : endpoint.answers) place(endpoint, answer);
    }
    std::ranges::move(plain_stubs_, std::back_inserter(text_.stubs));
    write_head(endpoints_.left_out);
    return {written(text_), std::move(proven_)};
  }

 private:
  void place(const PostmanEndpoint& endpoint, const PostmanAnswer& answer) {
    const auto* const reply = find_same_reply(answer, endpoint.replies, profile_);
    if (reply != nullptr) {
      if (const auto fact = fact_leading_to(reply->name, endpoint)) {
        return place_fact(endpoint, answer, *reply, *fact);
      }
    }
    const bool is_plain = &answer == &endpoint.answers.front() &&
                          (answer.is_success() || endpoint.operation == nullptr);
    // What updates a live stream needs no stub, and so a later request sees what it stored.
    const bool needs_stub = reply == nullptr || endpoint.operation == nullptr || !is_plain ||
                            endpoint.operation->fields.data() != livestream_fields().data();
    if (needs_stub) return place_stub(endpoint, answer, reply, is_plain);
    prove(answer, send_about(endpoint, endpoint.sample_meeting()));
  }

  void place_fact(const PostmanEndpoint& endpoint, const PostmanAnswer& answer,
                  const CatalogueReply& reply, const LeadingFact& fact) {
    auto meeting = endpoint.sample_meeting();
    if (fact.kind == LeadingFact::Kind::kId) meeting = fact.value;
    if (fact.kind == LeadingFact::Kind::kMeeting) meeting = meeting_with(fact.value, answer);
    auto send = send_about(endpoint, meeting);
    if (fact.kind == LeadingFact::Kind::kToken) {
      const std::string alias(reply.name);
      Json token = {{"value", alias + "-token"}};
      token.update(Json::parse(fact.value));
      add_token(alias, token, numbers_of(answer));
      send["token"] = alias;
    }
    prove(answer, std::move(send));
  }

  /// The id of a meeting of which that is true. It is made of status and code: 4040003001.
  std::string meeting_with(const std::string& fact, const PostmanAnswer& answer) {
    const auto stem = padded(answer.status, kStatusDigits) + padded(answer.code, kCodeDigits);
    auto id = stem;
    for (int number = 2;; ++number) {
      const auto* const known = find_member(text_.meetings, id);
      if (known != nullptr && known->value == fact) return id;
      if (known == nullptr && !plain_meetings_.contains(id)) break;
      id = stem + std::to_string(number);
    }
    text_.meetings.push_back({{}, id, fact, numbers_of(answer)});
    return id;
  }

  void add_token(const std::string& alias, const Json& token, std::string behind) {
    if (find_member(text_.tokens, alias) != nullptr) return;
    text_.tokens.push_back({{}, alias, token.dump(), std::move(behind)});
  }

  void place_stub(const PostmanEndpoint& endpoint, const PostmanAnswer& answer,
                  const CatalogueReply* reply, bool is_plain) {
    auto when = endpoint.operation != nullptr
                    ? Json{{"operation", endpoint.operation->id}}
                    : Json{{"method", endpoint.method}, {"path", endpoint.path}};
    auto send = send_about(endpoint, endpoint.sample_meeting());
    if (!is_plain) send["token"] = when["token"] = own_token(answer, reply);
    const auto imported = reply == nullptr ? imported_reply(answer) : named_reply(answer, *reply);
    const auto name = stub_name(answer, reply);
    Json stub = {{"name", name}, {"when", std::move(when)}, {"reply", Json::parse(imported.reply)}};
    if (answer.is_success() && endpoint.names_meeting()) stub["world"] = true;
    std::vector<std::string> above = {label_of(answer)};
    above.insert(above.end(), imported.remarks.begin(), imported.remarks.end());
    auto& stubs = is_plain ? plain_stubs_ : text_.stubs;
    stubs.push_back({std::move(above), {}, stub.dump(), {}});
    prove(answer, std::move(send), "stub:" + name);
  }

  /// The alias of a token that gets this answer here. Elsewhere it may get one of the same name.
  std::string own_token(const PostmanAnswer& answer, const CatalogueReply* reply) {
    const bool is_error_in_name = answer.example->body.empty() && answer.code != 0;
    auto stem = reply != nullptr   ? std::string(reply->name)
                : is_error_in_name ? "error-" + std::to_string(answer.code)
                                   : slug_of(plain_name(answer.example->name));
    if (stem.empty()) stem = "status-" + std::to_string(answer.status);
    auto alias = aliases_here_.take(stem);
    add_token(alias, alias + "-token", {});
    return alias;
  }

  std::string stub_name(const PostmanAnswer& answer, const CatalogueReply* reply) {
    const auto& item = answer.example->item;
    const auto slash = item.rfind(" / ");
    const auto last = item.substr(slash == item.npos ? 0 : slash + 3);
    return names_.take(explanation_line(plain_name(last)).substr(0, kLongestItem) + ": " +
                       (reply != nullptr ? std::string(reply->name) : numbers_of(answer)));
  }

  void prove(const PostmanAnswer& answer, Json send, const std::string& outcome = {}) {
    Json get = {{"status", answer.status}};
    const bool has_body = !is_bodiless(answer.status) && send.value("method", "") != "HEAD";
    if (answer.code != 0 && has_body) get["code"] = answer.code;
    if (!outcome.empty()) get["outcome"] = outcome;
    const Json example = {{"send", std::move(send)}, {"get", std::move(get)}};
    text_.examples.push_back({{label_of(answer)}, {}, example.dump(), {}});
    proven_.push_back(&answer);
  }

  void write_head(const std::vector<std::string>& left_out);

  const PostmanCollection& collection_;
  const PostmanEndpoints& endpoints_;
  std::vector<const PostmanAnswer*> proven_;
  Profile profile_ = Profile::kDocumented;
  ScenarioText text_;
  std::vector<CommentedValue> plain_stubs_;  ///< they come after those of one token
  std::set<std::string> plain_meetings_;     ///< of which no fact may be untrue
  NewNames aliases_here_;                    ///< of the endpoint's own tokens
  NewNames names_;                           ///< of stubs
};

void ScenarioMaker::write_head(const std::vector<std::string>& left_out) {
  auto& head = text_.head;
  head = {"From the Postman collection " + quote(collection_.name) + ": " +
              counted(collection_.examples.size(), "saved example") + " of " +
              counted(collection_.requests, "request") + ".",
          "A plain call gets the first success. \"examples\" says how to get each of the others: "
          "by the id of",
          "a meeting, or by a token, \"Bearer SCENARIO/my-test~ALIAS\". Only tokens of ours are in "
          "here."};
  if (collection_.has_scripts) head.emplace_back("Its scripts were not run.");
  for (const auto& example : collection_.examples) {
    if (example.request.url.base.empty()) continue;
    head.push_back("{{" + example.request.url.base +
                   "}} has no value there: /v2 was taken for it.");
    break;
  }
  if (!left_out.empty()) head.emplace_back("Left out:");
  const auto shown = std::min(kMostLeftOut, left_out.size());
  for (std::size_t i = 0; i < shown; ++i) head.push_back("  " + left_out[i]);
  if (shown < left_out.size()) {
    head.push_back("  and " + std::to_string(left_out.size() - shown) + " more");
  }
  text_.plain = {{{}, "schema_version", "1", {}},
                 {{}, "description", R"("The saved examples of a Postman collection.")", {}}};
  if (profile_ == Profile::kCurrent) text_.plain.push_back({{}, "profile", R"("current")", {}});
}

}  // namespace

ImportedScenario scenario_of(const PostmanCollection& collection,
                             const PostmanEndpoints& endpoints) {
  return ScenarioMaker(collection, endpoints).make();
}

}  // namespace zoom_mock
