#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/base/json_text.h"
#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/panelists.h"
#include "server/zoom/email.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

/// What is wrong with an item of the list; empty: nothing.
std::string defect_of_panelist(const JsonNode& item) {
  for (const auto& rule : panelist_fields()) {
    const auto* const value = item.value_of(rule.name);
    const auto named = quote(std::string(rule.name)) + " ";
    if (value == nullptr) {
      if (rule.required) return named + "is absent";
      continue;
    }
    if (!value->is_string()) return named + "is " + std::string(value->kind_name());
    if (value->text.size() > rule.max_bytes) {
      return named + "has more than " + std::to_string(rule.max_bytes) + " bytes";
    }
    if (rule.kind == FieldKind::kEmail && !is_email(value->text)) {
      return named + "is no e-mail address such as ada@example.com";
    }
  }
  return {};
}

/// What it says that is remembered.
Panelist panelist_in(const JsonNode& item) {
  Panelist panelist{.email = item.value_of("email")->text};
  for (const auto& rule : panelist_fields()) {
    const auto* const value = item.value_of(rule.name);
    if (value != nullptr) set_detail(panelist.details, rule.name, json_string(value->text));
  }
  return panelist;
}

Verdict invalid_panelist(const Call& call, std::size_t place, const std::string& defect) {
  auto verdict = refused(call, "validation-failed",
                         "field \"panelists\", item " + std::to_string(place) + ": " + defect);
  verdict.field_errors.push_back({"panelists", "Invalid field."});
  return verdict;
}

}  // namespace

/// "Add panelists": 201 with the webinar's id, here a text, and the time. All are added, or none.
///
/// Source: documented, S25. Assumed: that who has no address is refused, and what makes a webinar
/// full.
Verdict webinar_panelist_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  std::vector<Panelist> wanted;
  if (const auto* const list = call.form.json_at("panelists")) {
    for (const auto& item : list->items) {
      const auto defect = defect_of_panelist(item);
      if (!defect.empty()) return invalid_panelist(call, wanted.size() + 1, defect);
      wanted.push_back(panelist_in(item));
    }
  }
  switch (add_panelists(session, id, wanted)) {
    case Inviting::kDone:
      return created(call, {{"id", id}, {"updated_at", to_iso8601(call.now)}});
    case Inviting::kWebinarFull:
      return refused(call, "webinar-panelists-full",
                     meeting_name(call) + " has room for " +
                         std::to_string(session.meeting(id).max_panelists) + " panelists");
    case Inviting::kSessionFull:
      break;
  }
  return session_full(call);
}

}  // namespace zoom_mock
