#include "server/mock/panelists.h"

#include <algorithm>
#include <string>

#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/zoom/email.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kPanelistIdLetters = 22;

/// The same id in every run for the same address.
std::string panelist_id(const Session& session, std::string_view webinar, std::string_view email) {
  const auto of = std::string(webinar).append(" ").append(email);
  return derived_text("panelist " + session.name(), of, kPanelistIdLetters);
}

auto place_of(const std::vector<Panelist>& list, std::string_view name) {
  return std::ranges::find_if(list, [&](const Panelist& panelist) {
    return panelist.id == name || is_same_email(panelist.email, name);
  });
}

}  // namespace

const Panelist* find_panelist(const Meeting& webinar, std::string_view name) {
  const auto place = place_of(webinar.panelists, name);
  return place == webinar.panelists.end() ? nullptr : &*place;
}

Inviting add_panelists(Session& session, std::string_view webinar,
                       const std::vector<Panelist>& wanted) {
  bool has_room = false;
  const bool is_kept = session.world().change_meeting(webinar, [&](Meeting facts) {
    auto list = facts.panelists;
    for (const auto& panelist : wanted) {
      const auto known = place_of(list, panelist.email);
      if (known != list.end()) {
        merge_details(list[static_cast<std::size_t>(known - list.begin())].details,
                      panelist.details);
        continue;
      }
      list.push_back(panelist);
      list.back().id = panelist_id(session, webinar, panelist.email);
    }
    const auto before = facts.panelists.size();
    has_room = list.size() == before || list.size() <= facts.max_panelists;
    if (has_room) facts.panelists = std::move(list);
    return facts;
  });
  if (!is_kept) return Inviting::kSessionFull;
  return has_room ? Inviting::kDone : Inviting::kWebinarFull;
}

bool remove_panelist(Session& session, std::string_view webinar, std::string_view name) {
  return session.world().change_meeting(webinar, [&](Meeting facts) {
    const auto place = place_of(facts.panelists, name);
    if (place != facts.panelists.end()) facts.panelists.erase(place);
    return facts;
  });
}

}  // namespace zoom_mock
