#include "server/mock/client_check.h"

#include <string>
#include <vector>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kClientReply = "client-invalid";

/// Empty: it is there.
std::string lack_of(const std::string& name, const std::string& value) {
  if (value.empty()) return "there is no " + name;
  return is_unsubstituted(value) ? name + " is an unsubstituted placeholder: " + masked(value) : "";
}

std::vector<std::string> ids_of(const std::vector<OauthClient>& clients) {
  std::vector<std::string> ids;
  for (const auto& client : clients) ids.push_back(client.id);
  return ids;
}

/// Whom the scenario lets ask without listing it.
bool is_free(const std::string& id, const Session& session) {
  return session.scenario().clients.empty() || id == session.name() ||
         id == session.scenario().name;
}

}  // namespace

std::optional<Verdict> check_client_id(const Call& call, const std::string& id,
                                       std::string_view reply) {
  const auto& scenario = call.session->scenario();
  if (const auto lack = lack_of("client_id", id); !lack.empty()) {
    return refused(call, reply, lack, Violations(Violation::kClientMissing));
  }
  if (scenario.find_client(id) != nullptr || is_free(id, *call.session)) return std::nullopt;
  const auto ids = ids_of(scenario.clients);
  return refused(call, reply,
                 "client_id " + known_or_masked(id, ids) + R"( is none of the "clients" of )" +
                     "scenario " + quote(scenario.name) + ", which are " + listed(ids) +
                     "; the name of a session would do, too",
                 Violations(Violation::kClientUnknown));
}

Verdict refused_parameter(const Call& call, const TokenRequest& request, std::string_view reply,
                          const std::string& value, const Defect& defect) {
  if (value.empty() && !request.defect.empty()) {
    return refused(call, reply, request.defect, request.violations);
  }
  return refused(call, reply, defect.why, Violations(defect.violation));
}

std::optional<Verdict> check_client_named(const Call& call, const TokenRequest& request) {
  if (request.authorizations > 1) {
    return refused(
        call, kClientReply,
        "there are " + std::to_string(request.authorizations) + " Authorization headers; send one",
        Violations(Violation::kAuthorizationRepeated));
  }
  const auto check = [&](const std::string& name, const std::string& value) {
    auto lack = lack_of(name, value);
    if (lack.empty()) return std::optional<Verdict>();
    lack += "; send \"Authorization: Basic <client_id:client_secret>\"";
    return std::optional(
        refused_parameter(call, request, kClientReply, value, {Violation::kClientMissing, lack}));
  };
  auto refusal = check("client_id", request.client_id);
  return refusal ? refusal : check("client_secret", request.client_secret);
}

std::optional<Verdict> check_client_listed(const Call& call, const TokenRequest& request) {
  if (auto refusal = check_client_id(call, request.client_id, kClientReply)) return refusal;
  const auto& scenario = call.session->scenario();
  const auto* const client = scenario.find_client(request.client_id);
  if (client == nullptr || client->secret == request.client_secret) return std::nullopt;
  return refused(call, kClientReply,
                 "client_secret " + masked(request.client_secret) + " is not that of the client " +
                     quote(client->id) + " of scenario " + quote(scenario.name),
                 Violations(Violation::kClientSecretWrong));
}

std::optional<Verdict> check_client_grant(const Call& call, const TokenRequest& request,
                                          GrantType grant) {
  const auto* const client = call.session->scenario().find_client(request.client_id);
  if (client == nullptr || may_use(*client, grant)) return std::nullopt;
  std::vector<std::string> allowed;
  for (const auto each : *client->grants) allowed.emplace_back(grant_name(each));
  return refused(call, "grant-type-unsupported",
                 "the client " + quote(client->id) + " may not use " +
                     std::string(grant_name(grant)) + "; its \"grants\" are " + listed(allowed),
                 Violations(Violation::kGrantNotAllowed));
}

}  // namespace zoom_mock
