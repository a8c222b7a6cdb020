#include "server/scenario/load/user_loader.h"

#include <algorithm>

#include "server/scenario/load/details_loader.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

constexpr const char* kAnyUser = "*";

}  // namespace

User read_user(const JsonNode& node, User user, ProblemSink& sink) {
  ObjectReader object(node, "user key", sink);
  user.id = object.string("id").value_or(user.id);
  user.email = object.string("email").value_or(user.email);
  user.exists = object.boolean("exists").value_or(user.exists);
  user.account = object.string("account").value_or(user.account);
  user.hosting = object.boolean("hosting").value_or(user.hosting);
  user.webinar_plan = object.boolean("webinar_plan").value_or(user.webinar_plan);
  user.live_streaming = object.boolean("live_streaming").value_or(user.live_streaming);
  user.status = object
                    .one_of<UserStatus>("status", {{"active", UserStatus::kActive},
                                                   {"inactive", UserStatus::kInactive},
                                                   {"pending", UserStatus::kPending}})
                    .value_or(user.status);
  read_details(object, user_fields(), user.details, sink);
  object.finish();
  return user;
}

UsersDraft read_users(const JsonNode& users, ProblemSink& sink) {
  UsersDraft draft;
  for (const auto& [name, name_span, node] : users.members) {
    if (name.empty() || name == "me") {
      sink.error(name_span, quote(name) + " cannot name a user",
                 "an id, an e-mail address, or \"*\" for every other user");
    }
    if (node.is_null()) {
      draft.removed.emplace_back(name, name_span);
      continue;
    }
    User user;
    if (name == kAnyUser) {
      user.account.clear();
    } else {
      name_user(user, name);
    }
    draft.listed.emplace_back(name, read_user(node, std::move(user), sink));
  }
  return draft;
}

void merge_users(const UsersDraft& draft, bool is_whole, Scenario& scenario, ProblemSink& sink) {
  for (const auto& [name, span] : draft.removed) {
    const auto id = user_id_of(name);
    const bool inherited =
        name == kAnyUser ? scenario.any_user.has_value() : scenario.users.contains(id);
    if (!inherited && is_whole) {
      sink.error(span, "no user " + quote(name) + " is inherited: nothing to remove");
    }
    if (name == kAnyUser) scenario.any_user.reset();
    scenario.users.erase(id);
  }
  for (const auto& [name, user] : draft.listed) {
    if (name == kAnyUser) {
      scenario.any_user = user;
    } else {
      scenario.users[user.id] = user;
    }
  }
}

}  // namespace zoom_mock
