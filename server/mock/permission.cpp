#include "server/mock/permission.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/mock/checks.h"

namespace zoom_mock {

namespace {

/// Whose meeting or webinar a call makes or changes; empty: nobody's.
std::string updated_host(const Call& call, const Session& session) {
  if (call.route.operation->method == "GET") return {};
  if (call.route.names_meeting()) return session.meeting(call.route.id).host.id;
  const auto& operation = *call.route.operation;
  const bool makes_one =
      operation.id_kind == IdKind::kUser && operation.answers.front() == kCreated;
  return makes_one ? user_of(call, session).id : std::string();
}

/// Whether a scope is enough: others' users are an administrator's business.
///
/// Source: documented, the two kinds of scopes; the code for it is assumed.
bool allows(std::string_view scope, bool is_own) {
  return is_own || scope.find(":admin") != scope.npos || scope.find(":master") != scope.npos;
}

}  // namespace

std::optional<Verdict> check_scope(const Call& call) {
  const auto& token = call.token;
  const auto& operation = *call.route.operation;
  if (!token.scopes) return std::nullopt;
  const bool is_own = operation.id_kind != IdKind::kUser || names_caller(call);
  std::vector<std::string> wanted;
  for (const auto scope : operation.scopes) {
    if (allows(scope, is_own)) wanted.emplace_back(scope);
  }
  const bool allowed = std::ranges::any_of(wanted, [&](const std::string& scope) {
    return std::ranges::find(*token.scopes, scope) != token.scopes->end();
  });
  if (allowed) return std::nullopt;
  auto verdict = refusal(
      "scope-missing", {.outcome = Outcome::kUnauthorized,
                        .why = "the token " + quote(token.alias) + " has " + listed(*token.scopes) +
                               "; the operation needs one of " + listed(wanted)});
  verdict.facts.emplace_back("scopes", listed(wanted));
  return verdict;
}

std::optional<Verdict> check_rate(Call& call) {
  auto& session = *call.session;
  const auto& limits = session.scenario().rate_limits;
  if (!limits) return std::nullopt;
  const auto& operation = *call.route.operation;
  const auto host = updated_host(call, session);
  call.rate = session.rates().take(
      *limits, {.account = call.token.account, .label = operation.label, .updated_host = host},
      call.now);
  if (!call.rate || call.rate->refusal.empty()) return std::nullopt;
  auto verdict = refused(call, call.rate->refusal, call.rate->why);
  verdict.facts.emplace_back("limit", std::to_string(call.rate->limit));
  return verdict;
}

}  // namespace zoom_mock
