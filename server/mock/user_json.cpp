#include "server/mock/user_json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPmiDigits = 9;

}  // namespace

std::string display_name_of(const User& user) {
  auto set = text_of(user.details, user_fields(), "display_name");
  if (!set.empty()) return set;
  const auto first = text_of(user.details, user_fields(), "first_name");
  const auto last = text_of(user.details, user_fields(), "last_name");
  return first.empty() || last.empty() ? first + last : first + " " + last;
}

Json user_item(const User& user, const Session& session) {
  Json item;
  if (user.status != UserStatus::kPending) item["id"] = user.id;
  item["email"] = user.email;
  show_details(item, user.details, user_fields());
  item["display_name"] = display_name_of(user);
  if (!item.contains("pmi"))
    item["pmi"] = std::stoll("5" + derived_digits("pmi", user.id, kPmiDigits));
  item["verified"] = user.status == UserStatus::kPending ? 0 : 1;
  item["created_at"] = to_iso8601(user.created.value_or(session.opened()));
  item["user_created_at"] = item["created_at"];
  item["role_id"] = "2";
  item["status"] = user_status_name(user.status);
  return item;
}

Json user_json(const User& user, const Session& session) {
  auto body = user_item(user, session);
  body["role_name"] = "Member";
  body["account_id"] = user.account;
  body["personal_meeting_url"] = std::string(kSite) + "/j/" + body["pmi"].dump();
  body["login_types"] = {100};
  body["group_ids"] = Json::array();
  body["im_group_ids"] = Json::array();
  return body;
}

}  // namespace zoom_mock
