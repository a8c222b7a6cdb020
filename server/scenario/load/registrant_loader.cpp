#include "server/scenario/load/registrant_loader.h"

#include <set>

#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/http/grammar.h"
#include "server/scenario/load/details_loader.h"
#include "server/zoom/email.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

/// From an object; what is no object has been an address alone.
Registrant read_long_registrant(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "registrant key", sink);
  Registrant registrant;
  registrant.id = object.string("id").value_or("");
  registrant.status =
      object
          .one_of<RegistrantStatus>("status", {{"approved", RegistrantStatus::kApproved},
                                               {"pending", RegistrantStatus::kPending},
                                               {"denied", RegistrantStatus::kDenied}})
          .value_or(registrant.status);
  read_details(object, registrant_fields(), registrant.details, sink);
  if (const auto* const email = node.value_of("email"); email != nullptr && email->is_string()) {
    registrant.email = email->text;
  }
  if (object.finish() && object.find("email") == nullptr) {
    sink.error(node.span, R"(a registrant needs an "email")");
  }
  return registrant;
}

Registrant read_registrant(const std::string& meeting, const JsonNode& node, ProblemSink& sink) {
  if (!node.is_string() && !node.is_object()) {
    sink.error(node.span,
               "a registrant must be an e-mail address or an object, not " + found(node));
    return {};
  }
  auto registrant =
      node.is_string() ? Registrant{.email = node.text} : read_long_registrant(node, sink);
  const auto& email = registrant.email;
  const auto* const said = node.is_string() ? &node : node.value_of("email");
  if (said != nullptr && said->is_string() && !is_email(email)) {
    sink.error(said->span, quote(email) + " is no e-mail address such as ada@example.com");
  }
  set_detail(registrant.details, "email", json_string(email));
  if (find_detail(registrant.details, "first_name") == nullptr) {
    set_detail(registrant.details, "first_name", json_string(email.substr(0, email.find('@'))));
  }
  if (registrant.id.empty()) registrant.id = user_id_of(meeting + "/" + email);
  return registrant;
}

std::vector<Registrant> read_list(const std::string& meeting, const JsonNode& list,
                                  ProblemSink& sink) {
  std::vector<Registrant> registrants;
  std::set<std::string> addresses;
  std::set<std::string> ids;
  for (const auto& node : list.items) {
    auto registrant = read_registrant(meeting, node, sink);
    const bool is_known =
        !addresses.insert(lower_case(registrant.email)).second || !ids.insert(registrant.id).second;
    if (is_known && !registrant.email.empty()) {
      sink.error(node.span, "two registrants of meeting " + meeting +
                                " have the same address or id: nobody could tell them apart");
    }
    registrants.push_back(std::move(registrant));
  }
  return registrants;
}

}  // namespace

RegistrantsDraft read_registrants(const JsonNode& meetings, ProblemSink& sink) {
  RegistrantsDraft draft;
  for (const auto& [id, id_span, node] : meetings.members) {
    if (!is_meeting_id(id) || canonical_meeting_id(id) != id) {
      sink.error(id_span, quote(id) + " is not a meeting id",
                 "1 to 19 digits, the first of them not 0");
    }
    if (node.is_null()) {
      draft.removed.emplace_back(id, id_span);
    } else if (!node.is_array()) {
      sink.error(node.span, "registrants of a meeting must be a list, not " + found(node));
    } else {
      draft.listed[id] = read_list(id, node, sink);
    }
  }
  return draft;
}

void merge_registrants(const RegistrantsDraft& draft, bool is_whole, Scenario& scenario,
                       ProblemSink& sink) {
  for (const auto& [id, span] : draft.removed) {
    if (scenario.registrants.erase(id) == 0 && is_whole) {
      sink.error(span, "no registrants of meeting " + quote(id) +
                           " are inherited: nothing to "
                           "remove");
    }
  }
  for (const auto& [id, list] : draft.listed) scenario.registrants[id] = list;
}

}  // namespace zoom_mock
