#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/webhooks/announce.h"
#include "server/zoom/email.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kUserInfo = "user_info.";

/// What an answer shows of who was made.
///
/// Source: documented, U23.
nlohmann::ordered_json new_user_json(const User& user) {
  const auto text = [&](const char* name) { return text_of(user.details, user_fields(), name); };
  return {{"id", user.id},
          {"email", user.email},
          {"first_name", text("first_name")},
          {"last_name", text("last_name")},
          {"type", number_of(user.details, user_fields(), "type")}};
}

/// A request may only say of a new user what its operation has; the rest is not checked.
Details new_user_details(const Call& call) {
  auto details = details_in(call.form, user_fields(), kUserInfo);
  std::erase_if(details, [&](const auto& detail) {
    const auto name = std::string(kUserInfo).append(detail.first);
    return find_rule(call.route.operation->fields, name) == nullptr;
  });
  return details;
}

Verdict address_taken(const Call& call, const std::string& email) {
  auto verdict = refused(
      call, "user-already-in-account",
      "a user of session " + quote(call.session->name()) + " has the address " + quote(email));
  verdict.facts.emplace_back("email", email);
  return verdict;
}

}  // namespace

/// "Create users": 201. By the action `create` they are invited, and pending until they agree; by
/// the others they are active at once.
///
/// Source: documented, U23. Assumed: that nobody ever agrees.
Verdict user_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& email = call.form.find("user_info.email")->value;
  // Whose the token is, even where no scenario lists them.
  const auto caller = session.world().user(call.token.user);
  if (caller.exists && is_same_email(caller.email, email)) return address_taken(call, email);
  const bool is_invited = call.form.find("action")->value == "create";
  User user{.email = email,
            .status = is_invited ? UserStatus::kPending : UserStatus::kActive,
            .account = call.token.account,
            .details = new_user_details(call),
            .created = call.now};
  switch (session.world().create_user(user, {call.seed, session.name()})) {
    case SessionWorld::NewUser::kAddressTaken:
      return address_taken(call, email);
    case SessionWorld::NewUser::kFull:
      return session_full(call);
    case SessionWorld::NewUser::kMade:
      break;
  }
  if (is_heard(call)) {
    const nlohmann::ordered_json told = {{"creation_type", call.form.find("action")->value}};
    announce(call, {.event = "user.created", .user = user.id, .changes = told.dump()});
  }
  return created(call, new_user_json(user));
}

}  // namespace zoom_mock
